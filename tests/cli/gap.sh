#!/usr/bin/env bash
# What a job asks for beside what is held; the CV and the job seeker's profile that are made of it. Synonyms and narrower terms
# count, with why; broader ones do not; own words never meet a must-have unless the profile says so; a crosswalk is pinned.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_VAULT CREDENZA_HOME
echo 'vier natte fietsen' >pass
chmod 600 pass
export CREDENZA_VAULT=my.vault
wallet() { credenza-wallet "$@" --passphrase-file pass; }
world='--offline --published www'
day() { TZ=Europe/Amsterdam date -d "$1" +"${2-%d-%m-%Y}"; }
esco=http://data.europa.eu/esco/skill
cnl=https://competentnl.example/id/human-capability
profiles=$top/examples/profiles

# certificate TEMPLATE NAME PYTHON: a template with another id; the Python changes the record `r`.
certificate() {
  python3 - "$top/examples/$1" "$2" "$3" <<'PY' || fail "no template $2"
import json, sys
form = json.load(open(sys.argv[1], encoding="utf-8"))
r = form["record"]
form["id"] = sys.argv[2]
r["achievement"]["id"] = "https://keurpunt.example/certificaten/" + sys.argv[2]
r["achievement"]["title"] = {"nl": sys.argv[2]}
exec(sys.argv[3])
json.dump(form, open(sys.argv[2] + ".json", "w"))
PY
}
# exam TEMPLATE NUMBER AWARDED UNTIL DIR
exam() {
  printf '%s\n' 'achternaam,voorvoegsel,voornaam,geboortedatum,did,registernummer,examendatum,uitgereikt,geldig tot en met' \
    "Nowak,van,Marek,24-12-1984,,$2,$3,$3,$4" >exam.csv
  expect 0 credenza-issuer issue --home centre --template "$1.json" --csv exam.csv --out "$5" --passphrase-file pass
}
# answer NUMBER PYTHON: of the last gap --json, the one demand is of this kind; `d` is it, `g` all.
answer() {
  python3 - "$work/out" "$1" "$2" <<'PY' || fail "the answer is not: $2"
import json, sys
g = json.load(open(sys.argv[1], encoding="utf-8"))
d = g["demands"][int(sys.argv[2])]
sys.exit(not eval(sys.argv[3]))
PY
}
profile() { printf 'title = "x"\n%s\n' "$1" >one.toml; }

# A school, an exam centre, a company that endorses, a person.
outcome() { echo "r['achievement']['outcomes'] = [{'id': '$1', 'name': {'nl': '$2'}}]"; }
certificate safety-certificate/template.json BHV-type "$(outcome $esco/1d21f6ad-340f-45da-a0a3-4e83867f47a6 'eerste hulp verlenen')"
certificate safety-certificate/template.json Keuring "$(outcome $esco/3c84f7d9-7a3e-4343-814f-31de0aa61651 'heftrucks keuren')"
certificate safety-certificate/template.json Ontvangst "$(outcome $cnl/L3-4.2.1 'goederen in ontvangst nemen')"
certificate safety-certificate/template.json Besturen "$(outcome $cnl/L3-4.2.2 'intern transportmiddel besturen')"
certificate safety-certificate/template.json Lossen "$(outcome $cnl/L3-4.2.4 'vrachtwagen lossen')"
certificate safety-certificate/template.json Team "$(outcome $esco/60c78287-22eb-4103-9c8c-28deaa460da0 'werken in teams')"
expect 0 credenza-issuer init --home centre --name 'Keurpunt Examens' --url https://keurpunt.example --passphrase-file pass
exam BHV-type RVW-1 "$(day '-2 years')" "$(day '+10 days')" bhv
exam BHV-type RVW-2 "$(day '-3 years')" "$(day '+40 days')" old
exam Keuring RVW-3 "$(day '-1 year')" "$(day '+5 years')" keuring
exam Ontvangst RVW-4 "$(day '-1 year')" "$(day '+5 years')" ontvangst
exam Besturen RVW-5 "$(day '-1 year')" "$(day '+5 years')" besturen
exam Lossen RVW-6 "$(day '-1 year')" "$(day '+5 years')" lossen
exam Team RVW-7 "$(day '-1 year')" "$(day '+5 years')" team
expect 0 credenza-issuer init --home company --name 'De Blauwe Hal B.V.' --url https://deblauwehal.example --passphrase-file pass
mkdir www
expect 0 credenza-issuer publish --home centre --out www/centre --passphrase-file pass
expect 0 wallet init --no-words

# Nothing is held: everything is missing, each with a next step; the answer is no failure, and --check is for scripts.
expect 0 wallet gap --profile "$profiles/teamleider-nachtploeg.toml"
out "must-have: 0 of 3 · nice-to-have: 0 of 4"
out "✘ provide first aid"
out "missing"
out "→ can you do it? say so, and ask for proof: credenza-wallet declare 'provide first aid' --skill '$esco/1d21f6ad"
no_out "✔"
err "Counted on this computer; nothing was sent."
err "a table that you did not give"
expect 6 wallet gap --profile "$profiles/teamleider-nachtploeg.toml" --check

# Own words never meet a must-have unless the profile says so, whatever they are called.
expect 0 wallet declare "Eerste hulp" --skill "provide first aid" --skill "koffie zetten" --json
own=$(python3 -c 'import json; print(json.load(open("out"))["id"])')
profile "[[must]]
skill = \"$esco/1d21f6ad-340f-45da-a0a3-4e83867f47a6\""
expect 6 wallet gap --profile one.toml --check --json
answer 0 'd["standing"] == "self_declared" and not d["met"] and d["best"]["proof"] == "self_declared"'
expect 0 wallet gap --profile one.toml
out "~ provide first aid"
out "own words, not proved"
out "→ ask somebody who saw it: credenza-wallet endorse ask ${own:0:8} -o request.json"
no_out "✔"
out "must-have: 0 of 1"
sed 's/^title.*/&\nallow_self_declared = true/' one.toml >allows.toml
expect 0 wallet gap --profile allows.toml --check --json
answer 0 'd["standing"] == "self_declared" and d["met"]'
expect 0 wallet gap --profile allows.toml
out "~ provide first aid"
out "own words, not proved; enough here"
no_out "✔"
# A demand can say otherwise than its profile.
printf 'allow_self_declared = false\n' >>allows.toml
expect 6 wallet gap --profile allows.toml --check
printf 'allow_self_declared = true\n' >>one.toml
expect 0 wallet gap --profile one.toml --check

# The command that is shown works, and with what the company says the skill is attested, as an opinion.
expect 0 bash -c "$(sed -n 's/.*: \(credenza-wallet endorse ask .*\)/\1/p' <(wallet gap --profile "$profiles/teamleider-nachtploeg.toml" 2>/dev/null) | head -n 1) --passphrase-file pass"
python3 - <<'PY'
import json
target = json.load(open("request.json"))["target"]
with open("answer.csv", "w") as table:
    print("bewijs;sha256;wie;tekst;datum", file=table)
    print(target["id"], target["digest"], "collega", "Zet goede koffie.", "15-06-2026", sep=";", file=table)
PY
expect 0 credenza-issuer issue --home company --template "$top/examples/endorsement/template.json" --csv answer.csv --out said \
  --passphrase-file pass
expect 0 credenza-issuer publish --home company --out www/company --passphrase-file pass
expect 0 wallet endorse add said/*.json $world
profile '[[must]]
name = { nl = "koffie zetten" }
[[must]]
name = "eerste hulp verlenen"
proof = "certificate"'
expect 0 wallet gap --profile one.toml --json
answer 0 'd["met"] and d["best"]["proof"] == "endorsed" and d["best"]["relation"] == "name"'
answer 1 'd["standing"] == "attested" and not d["met"] and d["least"] == "certificate"'
expect 0 wallet gap --profile one.toml
out '✔ koffie zetten'
out 'endorsement of "De Blauwe Hal B.V."'
out "~ eerste hulp verlenen"
out "→ asked for: a certificate"

# A certificate: whose, until when, and that it ends soon.
expect 0 wallet add bhv $world
profile '[[must]]
name = "eerste hulp verlenen"
proof = "certificate"'
expect 0 wallet gap --profile one.toml --check
out '✔ eerste hulp verlenen'
out "certificate of \"Keurpunt Examens\", until $(day '+10 days' %Y-%m-%d)  ! ends in 10 days"
expect 0 wallet gap --profile one.toml --lang nl
out "certificaat van \"Keurpunt Examens\", tot en met $(day '+10 days')  ! verloopt over 10 dagen"

# One that was withdrawn does not count, and is named with what to do.
mv my.vault first.vault
expect 0 wallet init --no-words
expect 0 wallet add old $world
profile "[[must]]
skill = \"$esco/1d21f6ad-340f-45da-a0a3-4e83867f47a6\""
expect 0 wallet gap --profile one.toml --check
expect 0 credenza-issuer revoke --home centre "$(python3 -c 'import glob, json; print(json.load(open(glob.glob("old/*.json")[0]))["id"])')" \
  --reason exam-irregularity --yes 1 --passphrase-file pass
expect 0 credenza-issuer publish --home centre --out www/centre --passphrase-file pass
expect 6 wallet verify --all $world
expect 6 wallet gap --profile one.toml --check
out "✘ provide first aid"
out "→ \"BHV-type\" has it, but was withdrawn: ask \"Keurpunt Examens\" for a new one"
expect 0 wallet gap --profile one.toml --json
answer 0 'd["lapsed"]["state"] == "revoked" and "best" not in d'
rm my.vault
mv first.vault my.vault

# Synonyms count, with why.
profile '[[must]]
name = "drive a forklift"
[[nice]]
name = "perform CPR"'
expect 0 wallet declare "Heftruck" --skill "use a forklift"
sed -i 's/^title.*/&\nallow_self_declared = true/' one.toml
expect 0 wallet gap --profile one.toml --check
out 'counts, because "use a forklift" is another name of "operate forklift" (ESCO v1.1.1); "operate forklift" is another name of "drive a forklift" (ESCO v1.1.1)'

# Narrower terms count, with why; not where the very skill is asked for.
expect 0 wallet add keuring team $world
profile "[[must]]
skill = \"$esco/28cb374e-6261-4133-8371-f9a5470145da\""
expect 0 wallet gap --profile one.toml --check --json
answer 0 'd["best"]["relation"] == "narrower" and d["best"]["because"][0]["source"] == "ESCO v1.1.1"'
expect 0 wallet gap --profile one.toml
out '✔ operate forklift'
out 'counts, because "conduct forklift inspections" is a narrower term of "operate forklift" (ESCO v1.1.1)'
expect 0 wallet gap --profile one.toml --lang nl
out 'telt mee, want "conduct forklift inspections" valt onder "heftruck bedienen" (ESCO v1.1.1)'
printf 'exact = true\n' >>one.toml
expect 6 wallet gap --profile one.toml --check

# Broader ones do not count, and are told.
profile "[[must]]
skill = \"$esco/fe29e658-7cad-4b70-a169-10a240ec0bef\""
expect 6 wallet gap --profile one.toml --check --json
answer 0 'd["standing"] == "missing" and d["broader"][0]["relation"] == "broader"'
expect 0 wallet gap --profile one.toml
out '"werken in teams" says less, so it does not count: "work in a logistics team" is a narrower term of "work in teams" (ESCO v1.1.1)'

# A skill of CompetentNL meets a demand of ESCO through the crosswalk, which says how.
expect 0 wallet add ontvangst besturen lossen $world
crosswalk="--crosswalk $profiles/competentnl-esco.json"
printf 'title = "x"\n' >cnl.toml
for term in 2cae39d6-78c2-4ce3-bee8-628504371463 28cb374e-6261-4133-8371-f9a5470145da 042f91e3-cccc-4d51-b635-bb14ffe90cfc; do
  printf '[[must]]\nskill = "%s"\n' $esco/$term >>cnl.toml
done
expect 6 wallet gap --profile cnl.toml --check --json
answer 0 'd["standing"] == "missing"'
# shellcheck disable=SC2086
{
  expect 0 wallet gap --profile cnl.toml $crosswalk --check --json
  json crosswalks.0.release "CompetentNL 2026-09 (invented), ESCO 1.2.0"
  answer 0 'd["met"] and d["best"]["relation"] == "exact" and d["best"]["because"][0]["source"].startswith("CompetentNL")'
  answer 1 'd["best"]["relation"] == "narrower"'
  answer 2 'd["best"]["relation"] == "narrower"'
  expect 0 wallet gap --profile cnl.toml $crosswalk
  out '"goederen in ontvangst nemen" is exactly "receive goods" (CompetentNL 2026-09 (invented), ESCO 1.2.0)'
  out '"vrachtwagen lossen" is a narrower term of "unload cargo" (CompetentNL'
  expect 0 wallet gap --profile cnl.toml $crosswalk --lang nl
  out '"goederen in ontvangst nemen" is precies "goederen ontvangen"'
  # Asked in CompetentNL, held in ESCO; what the table calls close is said to be close; a broader one does not count.
  profile "[[must]]
skill = \"$cnl/L3-2.1.1\"
[[must]]
skill = \"$cnl/L3-4.2.1\""
  expect 0 wallet declare Ploeg --skill "in een logistiek team werken"
  sed -i 's/^title.*/&\nallow_self_declared = true/' one.toml
  expect 0 wallet gap --profile one.toml $crosswalk --check --json
  answer 0 'd["best"]["relation"] == "close"'
  answer 1 'd["best"]["relation"] == "same"'
  expect 0 wallet gap --profile one.toml $crosswalk --lang nl
  out '"in een logistiek team werken" lijkt veel op "samenwerken in een ploeg"'
  profile "[[must]]
skill = \"$esco/28cb374e-6261-4133-8371-f9a5470145da\"
exact = true"
  expect 6 wallet gap --profile one.toml $crosswalk --check

  # Pinned: the profile names the file, and another one is refused; nothing is counted by it.
  expect 0 wallet gap --profile "$profiles/teamleider-nachtploeg.toml" $crosswalk --lang nl
  out "moet: "
  no_err "een tabel die u niet gaf"
  sed 's/2026-09/2026-10/' "$profiles/competentnl-esco.json" >other.json
  expect 1 wallet gap --profile "$profiles/teamleider-nachtploeg.toml" --crosswalk other.json
  err "other.json"
  err "$(sha256sum other.json | cut -c 1-64)"
  silent_out
  expect 0 wallet gap --profile cnl.toml --crosswalk other.json
  sed 's/broadMatchESCO/relatedMatch/' "$profiles/competentnl-esco.json" >bad.json
  expect 1 wallet gap --profile cnl.toml --crosswalk bad.json --lang nl
  err "bad.json, /results/bindings/3/match"
  sed '0,/2026-09/s//2026-10/' "$profiles/competentnl-esco.json" >mixed.json
  expect 1 wallet gap --profile cnl.toml --crosswalk mixed.json
  err "one table is of one release"
}

# A profile that is wrong: the place, and what was probably meant. A stranger's name runs nothing.
profile '[[must]]
skil = "x"'
expect 1 wallet gap --profile one.toml
err "one.toml, must 1, skil"
err "did you mean 'skill'?"
expect 1 wallet gap --profile one.toml --lang nl
err "bedoelt u 'skill'?"
expect 5 wallet gap --profile none.toml
expect 2 wallet gap
expect 1 wallet gap --profile /dev/zero
profile "[[must]]
name = \"x'; touch ran; '\""
expect 0 wallet gap --profile one.toml
bash -c "$(sed -n 's/.*: \(credenza-wallet declare .*\)/\1/p' out) --passphrase-file pass" >/dev/null 2>&1
[ ! -e ran ] || fail "the name of a skill was run"

# The CV: attested lines bear the id of their credential and who attests it; own words say that they are.
expect 6 wallet add old $world
expect 0 credenza-issuer issue --home centre --template "$top/examples/micro-credential/template.json" \
  --csv "$top/examples/micro-credential/uitslag.csv" --out school --passphrase-file pass
cp "$(find school -name '*.json' | sort | head -n 1)" course.json
expect 0 wallet add course.json $world
expect 0 wallet declare "Orderpicker" --skill "receive goods" --at "De Blauwe Hal" --from 2023-09-01 --until 2026-06-30 \
  --text "Drie jaar in de nacht."
expect 0 wallet declare "Chef koffie" --at "Blauwe Hal Events" --text "Bij Blauwe Hal, mail marek@post.example"
expect 4 wallet cv --europass -o cv.json
err "--name or --no-name"
[ ! -e cv.json ] || fail "a CV without consent"
expect 2 wallet cv -o cv.json
expect 2 wallet cv --europass --name --no-name -o cv.json
expect 2 wallet cv --europass --no-name -o - --json
expect 0 wallet cv --europass --no-name -o cv.json --json
json name False
json left_out 1
expect 1 wallet cv --europass --no-name -o cv.json
expect 1 wallet cv --europass --no-name -o my.vault --force
! grep -q -e Nowak -e Marek -e Heijden -e Sanne -e 1984 cv.json || fail "a CV without a name has one"
expect 0 wallet cv --europass --name -o - --lang nl
cp out cv-nl.json
err "deel ook de bewijzen"
cat >cv.py <<'PY'
# Every member stands where the schema of Europass' SkillsPassport 3.4 has it: names, types and enumerations, of the part used.
import json, sys
text, number, true = str, (int,), bool
date = {"Year": number, "Month": number, "Day": number}
period = {"From": date, "To": date, "Current": true}
refs = [{"idref": text}]
label = {"Code": text, "Label": text}
passport = {"SkillsPassport": {
    "Locale": text,
    "DocumentInfo": {"DocumentType": text, "CreationDate": text, "LastUpdateDate": text, "XSDVersion": text,
                     "Generator": text, "Comment": text},
    "LearnerInfo": {
        "Identification": {"PersonName": {"FirstName": text, "Surname": text}},
        "WorkExperience": [{"Period": period, "Position": {"Label": text}, "Activities": text,
                            "Employer": {"Name": text}, "ReferenceTo": refs}],
        "Education": [{"Period": period, "Title": text, "Activities": text, "Organisation": {"Name": text},
                       "Level": label, "ReferenceTo": refs}],
        "Skills": {"JobRelated": {"Description": text}, "Other": {"Description": text}},
        "Achievement": [{"Title": label, "Description": text, "ReferenceTo": refs}],
        "ReferenceTo": refs},
    "Attachment": [{"Id": text, "Name": text, "Description": text}]}}
def check(value, form, where):
    if isinstance(form, dict):
        assert isinstance(value, dict) and value, where
        for name, member in value.items():
            assert name in form, f"{where}/{name}"
            check(member, form[name], f"{where}/{name}")
    elif isinstance(form, list):
        assert isinstance(value, list) and value, where
        for i, item in enumerate(value):
            check(item, form[0], f"{where}/{i}")
    else:
        assert isinstance(value, form), where
def read(path):
    cv = json.load(open(path, encoding="utf-8"))
    check(cv, passport, "")
    return cv["SkillsPassport"]
for path, named in (("cv.json", False), ("cv-nl.json", True)):
    cv = read(path)
    learner = cv["LearnerInfo"]
    assert cv["DocumentInfo"]["DocumentType"] == "ECV" and cv["DocumentInfo"]["XSDVersion"] == "V3.4"
    assert ("Identification" in learner) == named
    held = json.load(open("course.json"))["id"]
    ids = {each["Id"]: each["Name"] for each in cv["Attachment"]}
    assert held in ids.values(), ids
    [course] = learner["Education"]
    assert held in course["Activities"] and "Keurpunt Examens" in course["Activities"], course
    assert ids[course["ReferenceTo"][0]["idref"]] == held
    assert all(each["idref"] in ids for each in learner["ReferenceTo"])
    proved = [a for a in learner["Achievement"] if a["Title"]["Code"] == "certifications"]
    assert len(proved) == 6 and all("urn:uuid:" in p["Description"] and "Keurpunt" in p["Description"] for p in proved), proved
    opinion = [a for a in learner["Achievement"] if a["Title"]["Code"] == "references"]
    assert len(opinion) == 1 and "De Blauwe Hal B.V." in opinion[0]["Description"]
    lines = learner["Skills"]["JobRelated"]["Description"].split("<br/>")
    said = "Self-declared" if path == "cv.json" else "Eigen woorden"
    assert all(("urn:uuid:" in line) != (said in line) for line in lines), lines
    own = [w for w in learner["WorkExperience"] if w["Employer"]["Name"] == "De Blauwe Hal"]
    assert own[0]["Period"]["From"] == {"Year": 2023, "Month": 9, "Day": 1} and said in own[0]["Activities"]
    assert "ReferenceTo" not in own[0]
text = open("cv-nl.json").read()
assert "1984" not in text and "2004-" not in text, "a birth date"
PY
python3 cv.py || fail "the CV is not as it should be"

# The job seeker's profile: nobody can be recognised in it; what was left out is said, and never without --no-name.
expect 2 wallet export --vum -o vum.json
err "never bears a name"
expect 2 wallet export --vum -o vum.json --lang nl
err "heeft nooit een naam"
expect 2 wallet export --all --no-name -o vum.json
expect 2 wallet export --vum --no-name --dir folder --plain
expect 2 wallet export --vum --no-name --plain -o vum.json
[ ! -e vum.json ] || fail "a profile that was refused"
expect 0 wallet export --vum --no-name -o vum.json --json
json what vum
json left_out 1
expect 0 wallet export --vum --no-name -o - --lang nl
cmp -s out vum.json || fail "the profile is another one on standard output"
err "Weggelaten, want hierin is iemand te herkennen: \"Bij Blauwe Hal, mail"
for word in Nowak Marek Heijden Sanne Blauwe "Keurpunt" example 1984 2004 post@ did: urn:; do
  ! grep -qiF -e "$word" vum.json || fail "'$word' in the profile"
done
python3 - <<'PY' || fail "the profile is not as VUM has it"
import json
p = json.load(open("vum.json"))
assert set(p) == {"indicatieBeschikbaarheidContactgegevens", "arbeidsmarktkwalificatie"}
assert p["indicatieBeschikbaarheidContactgegevens"] == 2
q = p["arbeidsmarktkwalificatie"]
limits = {"vakvaardigheid": {"omschrijving": 120},
          "cursus": {"naamCursus": 120, "indicatieCertificaat": None, "datumCertificaat": 10},
          "werkervaring": {"datumAanvangWerkzaamheden": 10, "datumEindeWerkzaamheden": 10, "toelichtingWerkervaring": 2000}}
assert set(q) == set(limits), q
for name, form in limits.items():
    for entry in q[name]:
        for member, value in entry.items():
            assert member in form, member
            assert value in (1, 2) if form[member] is None else len(value) <= form[member], entry
skills = [v["omschrijving"] for v in q["vakvaardigheid"]]
assert "goederen ontvangen" in skills and "koffie zetten" in skills, skills
assert {"datumAanvangWerkzaamheden": "2023-09-01", "datumEindeWerkzaamheden": "2026-06-30",
        "toelichtingWerkervaring": "Orderpicker. Drie jaar in de nacht."} in q["werkervaring"], q["werkervaring"]
PY
