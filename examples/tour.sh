#!/usr/bin/env bash
# The story of one class list: from the school to the employer, and through what can go wrong. Each step is
# explained, each command is shown, and each exit code is checked. Enough on a bare Debian 12 as root: it installs
# what is missing, builds the release, and works in a folder that it removes again.
#
#   examples/tour.sh [--lang en|nl]
#
# CREDENZA_BIN=DIR takes the programs in DIR instead of building them.
set -euo pipefail

lang=en
while [ $# -gt 0 ]; do
  case $1 in
    --lang) lang=${2-}; shift ;;
    --lang=*) lang=${1#--lang=} ;;
    -h | --help) sed -n '2,8s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "tour.sh: unknown option '$1'; see --help" >&2; exit 2 ;;
  esac
  shift
done
case $lang in
  en | nl) ;;
  *) echo "tour.sh: --lang is en or nl" >&2; exit 2 ;;
esac

top=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
if [ -n "${CREDENZA_BIN-}" ]; then
  bin=$(cd -- "$CREDENZA_BIN" && pwd)
else
  . "$top/cmake/debian.sh"
  install_missing "${build_packages[@]}" libbenchmark-dev
  echo "== building the release in build/release (a few minutes, once)"
  (cd "$top" && cmake --preset release >/dev/null && cmake --build --preset release -- --quiet)
  bin=$top/build/release/bin
fi
export PATH="$bin:$PATH" NO_COLOR=1

# Nothing of yours is touched: all files, settings and caches are below this folder.
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
cd -- "$work"
export HOME=$work XDG_DATA_HOME=$work/data XDG_CONFIG_HOME=$work/config XDG_CACHE_HOME=$work/cache
umask 077

# chapter EN NL, say EN NL: what is told, in the language that was asked for.
chapter() { if [ "$lang" = nl ]; then printf '\n\n== %s\n' "$2"; else printf '\n\n== %s\n' "$1"; fi; }
say() { if [ "$lang" = nl ]; then printf '\n%s\n' "$2"; else printf '\n%s\n' "$1"; fi; }

# run EXIT COMMAND...: shows the command, runs it, shows what it says, and stops the tour when it exits otherwise.
run() {
  local expected=$1 word line='$' got=0
  shift
  last=("$@")
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_./:=,@-]*) line+=" '$word'" ;; *) line+=" $word" ;; esac
  done
  printf '\n  %s\n' "$line"
  "$@" --lang "$lang" </dev/null >said 2>&1 || got=$?
  sed 's/^/  | /' said
  printf '  exit %s\n' "$got"
  if [ "$got" -ne "$expected" ]; then
    echo "tour.sh: that should have ended with exit $expected. This is a mistake of ours." >&2
    exit 1
  fi
}

# because OUTCOME CHECK...: asks the last verifier again for JSON; these checks, and no others, were not passed.
because() {
  local outcome=$1 check expected='' found
  shift
  # Nothing found is an answer too, and compared like any other.
  for check in "$@"; do expected+="\"name\":\"$check\",\"outcome\":\"$outcome\""; done
  found=$("${last[@]}" --json </dev/null 2>/dev/null | tr -d ' \n' |
    grep -oE '"name":"[a-z_]+","outcome":"(failed|indeterminate)"' | tr -d '\n' || true)
  if [ "$found" != "$expected" ]; then
    echo "tour.sh: expected $expected, found $found. This is a mistake of ours." >&2
    exit 1
  fi
}

say "ROC Waterkant is a school that does not exist. Ten students passed \"Working safely in the warehouse\". Follow one
of them, Sanne, to an employer; then see what happens to those who cheat." \
"ROC Waterkant is een school die niet bestaat. Tien studenten haalden \"Veilig werken in het magazijn\". Volg een van
hen, Sanne, naar een werkgever. En kijk daarna wat er gebeurt als iemand vals speelt."

chapter "The school gets ready" "De school begint"
say "The school makes a home: a folder with its name, its web address and its signing keys. The keys are locked with
a passphrase. Its web address is also its identity, did:web:rocwaterkant.example." \
"De school maakt een map met haar naam, haar webadres en haar sleutels. Een wachtzin houdt de sleutels op slot. Haar
webadres is ook haar digitale adres: did:web:rocwaterkant.example."
echo 'vier natte fietsen in de regen' >school.pass
run 0 credenza-issuer init --home school --name 'ROC Waterkant' --url https://rocwaterkant.example --identifier BRIN:99ZZ \
  --passphrase-file school.pass

chapter "Sanne gets ready" "Sanne begint"
say "Sanne makes a vault: one encrypted file on her own stick. Then a key, so that the school can issue to her and
nobody else can show the result as theirs. She sends the school the DID, the key's public name." \
"Sanne maakt een kluis: één versleuteld bestand op haar eigen stick. Daarna maakt ze een sleutel. Zo kan alleen zij het
bewijs straks laten zien. De openbare naam van die sleutel, de DID, stuurt ze naar school."
echo 'mijn oma bakt appeltaart op zondag' >sanne.pass
run 0 credenza-wallet init --vault sanne.vault --passphrase-file sanne.pass --words-file sanne.words
run 0 credenza-wallet key new --vault sanne.vault --passphrase-file sanne.pass --name 'ROC Waterkant'
did=$(grep -o 'did:key:z[A-Za-z0-9]*' said | head -n 1)

chapter "A class list becomes certificates" "Een klassenlijst wordt tien bewijzen"
say "The class list is a CSV file as a spreadsheet exports it: ten rows. Sanne's DID goes into her row; the others have no
wallet yet and get a certificate without one." \
"De klassenlijst is een CSV-bestand, zoals een spreadsheet dat maakt: tien rijen. De DID van Sanne komt in haar rij. De
anderen hebben nog geen kluis en krijgen een bewijs zonder DID."
sed "2s/[^;]*\$/$did/" "$top/examples/batches/mc-log-02.csv" >class.csv
sed -n '1,4{s/^/  | /;p}' class.csv | cut -c 1-110
say "The template says what a certificate holds; columns fill its holes. Every row is checked before anything is signed,
every certificate is verified before it is written, and each gets a random place in a list of 131,072 places, so that
a withdrawn one cannot be told from the crowd." \
"Het sjabloon zegt wat er in een bewijs staat. De kolommen vullen de lege plekken. Eerst wordt elke rij gecontroleerd,
daarna pas wordt er getekend. Elk bewijs krijgt een willekeurige plaats in een lijst van 131.072 plaatsen. Zo valt een
ingetrokken bewijs niet op."
cp -- "$top/examples/templates/mc-log-02.json" school/templates/
say "First a look at last year's list, which has mistakes planted in it. lint names each row and column with a
suggestion, and signs nothing: exit 9. Then this year's." \
"Eerst een blik op de lijst van vorig jaar, waar fouten in zitten. lint noemt van elke fout de rij en de kolom, met een
tip, en tekent niets: exit 9. Daarna die van dit jaar."
run 9 credenza-issuer lint --home school --template mc-log-02 --csv "$top/examples/micro-credential/uitslag-fouten.csv"
run 0 credenza-issuer lint --home school --template mc-log-02 --csv class.csv
run 0 credenza-issuer issue --home school --passphrase-file school.pass --template mc-log-02 --csv class.csv --out issued
sanne=$(grep -lF -- "$did" issued/*.json)

say "What verifiers need is published as plain files, for any web server: the public keys, and the lists that say what
was withdrawn. Here the folder itself stands in for the web server, because the school does not exist." \
"Wat anderen nodig hebben om te controleren, publiceert de school als gewone bestanden: haar openbare sleutels en de
lijsten met wat is ingetrokken. Hier doet de map zelf dienst als webserver, want deze school bestaat niet."
run 0 credenza-issuer publish --home school --passphrase-file school.pass --out www
(cd www && find . -type f | sort | sed 's/^/  | /')

chapter "Sanne keeps hers" "Sanne bewaart haar bewijs"
say "Her wallet verifies before it keeps. Had it been changed on the way, it would have been refused." \
"Haar kluis controleert eerst en bewaart dan. Is er onderweg iets veranderd, dan weigert de kluis het."
run 0 credenza-wallet add "$sanne" --vault sanne.vault --passphrase-file sanne.pass --offline --published www
run 0 credenza-wallet list --vault sanne.vault --passphrase-file sanne.pass
held=$(credenza-wallet list --vault sanne.vault --passphrase-file sanne.pass --json 2>/dev/null |
  grep -o '"id": "[0-9a-f-]*"' | head -n 1 | cut -d '"' -f 4)

chapter "Sanne shows it to one employer" "Sanne laat het aan één werkgever zien"
nonce=$(od -An -N 9 -tx1 /dev/urandom | tr -d ' \n')
say "Brouwer Transport asks for it and gives a number that is used once: $nonce.
Sanne makes a presentation for this employer alone, signed with her key. Her vault remembers what she showed to whom." \
"Brouwer Transport vraagt erom en geeft een getal dat één keer wordt gebruikt: $nonce.
Sanne maakt een vertoning voor alleen deze werkgever, getekend met haar sleutel. Haar kluis onthoudt wat ze aan wie
liet zien."
run 0 credenza-wallet share "$held" --vault sanne.vault --passphrase-file sanne.pass --to https://brouwertransport.example \
  --nonce "$nonce" --for 24h --offline --published www --yes -o for-brouwer.json

chapter "The employer checks" "De werkgever controleert"
say "The employer decides whom to believe: ROC Waterkant goes on their own list, with a reason and an end date." \
"De werkgever bepaalt zelf wie hij gelooft. ROC Waterkant komt op zijn eigen lijst, met een reden en een einddatum."
run 0 credenza-verifier trust add did:web:rocwaterkant.example --home brouwer --name 'ROC Waterkant' \
  --reason 'visited in May' --until 2099-12-31
say "Then one step. Offline: nothing is asked of the network, so the school does not learn who looks at whom." \
"Dan is één stap genoeg. Zonder internet: de school merkt dus niet wie er naar wie kijkt."
asked=(--home brouwer --nonce "$nonce" --audience https://brouwertransport.example --offline)
run 0 credenza-verifier check for-brouwer.json "${asked[@]}" --published www

chapter "One letter is changed" "Eén letter is veranderd"
say "Somebody improves the certificate with a text editor. One changed byte, anywhere, and it is not genuine: exit 3." \
"Iemand maakt het bewijs mooier met een tekstverwerker. Eén ander teken, waar dan ook, en het is niet echt: exit 3."
sed 's/Sanne/Hanne/' for-brouwer.json >forged.json
if cmp -s for-brouwer.json forged.json; then exit 1; fi
run 3 credenza-verifier check forged.json "${asked[@]}" --published www
because failed proof holder_binding

chapter "A copy is shown again" "Een kopie wordt nog eens getoond"
say "Somebody else finds the file and shows it the next day. The employer has asked with a new number by then. Or it is
shown to another employer. Both times the signatures are good, but it was made for somebody else: exit 3." \
"Iemand vindt het bestand en laat het de volgende dag zien. De werkgever heeft dan al een nieuw getal gegeven. Of iemand
laat het zien bij een andere werkgever. De handtekeningen kloppen, maar het was voor iemand anders: exit 3."
run 3 credenza-verifier check for-brouwer.json --home brouwer --nonce 0123456789abcdef01 \
  --audience https://brouwertransport.example --offline --published www
because failed holder_binding
run 3 credenza-verifier check for-brouwer.json --home brouwer --nonce "$nonce" \
  --audience https://inzet-uitzend.example --offline --published www
because failed holder_binding

chapter "Only what is needed" "Alleen wat nodig is"
say "A badge goes out as a whole. The same certificate can leave in other forms, of which its owner chooses what to show: here
as a wallet of the European Union has it (dc+sd-jwt). The school turns on status lists for tokens and issues the list once
more: nothing is new in its ledger, and each certificate keeps its number." \
"Een badge gaat in zijn geheel de deur uit. Hetzelfde bewijs kan ook in een andere vorm, waarbij de eigenaar kiest wat er te
zien is: hier zoals een Europese wallet hem kent (dc+sd-jwt). De school zet statuslijsten voor tokens aan en geeft de lijst
nog eens uit. In haar register komt niets bij, en elk bewijs houdt zijn nummer."
sed -i 's/^token_lists = false/token_lists = true/' school/issuer.toml
run 0 credenza-issuer issue --home school --passphrase-file school.pass --template mc-log-02 --csv class.csv --out forms \
  --format dc+sd-jwt
run 0 credenza-issuer publish --home school --passphrase-file school.pass --out www
token=forms/$(basename "$sanne" .json).dc.sd-jwt
say "Do the two say the same? The employer need not believe it." \
"Zeggen die twee hetzelfde? De werkgever hoeft dat niet te geloven."
run 0 credenza-verifier compare "$sanne" "$token" --offline --published www
say "Brouwer asks for the certificate, not for a birth date and not for a grade. Sanne hides them: they are not in the file." \
"Brouwer vraagt om het bewijs, niet om een geboortedatum of een cijfer. Sanne verbergt die: ze zitten niet in het bestand."
run 0 credenza-wallet add "$token" --vault sanne.vault --passphrase-file sanne.pass --offline --published www
hers=$(credenza-wallet list --vault sanne.vault --passphrase-file sanne.pass --json 2>/dev/null |
  grep -o '"id": "[0-9a-f-]*"' | cut -d '"' -f 4 | grep -v "$held")
run 0 credenza-wallet share "$hers" --vault sanne.vault --passphrase-file sanne.pass --to https://brouwertransport.example \
  --nonce "$nonce" --hide birth-date,grade --for 24h --offline --published www --yes -o only-what-is-needed.txt
run 0 credenza-verifier check only-what-is-needed.txt "${asked[@]}" --published www

chapter "An employer who does not know the school" "Een werkgever die de school niet kent"
say "Another employer has other schools on the list. Genuine, but nobody there vouches for this issuer, whatever it calls
itself: exit 6." \
"Een andere werkgever heeft andere scholen op de lijst. Het bewijs is echt, maar niemand staat daar in voor deze
uitgever, hoe die zichzelf ook noemt: exit 6."
run 0 credenza-verifier trust add did:web:rtc-noordkade.example --home inzet --name 'RTC Noordkade'
run 6 credenza-verifier check for-brouwer.json --home inzet --nonce "$nonce" --audience https://brouwertransport.example \
  --offline --published www
because failed trust

chapter "The list of withdrawn certificates is missing" "De lijst met ingetrokken bewijzen ontbreekt"
say "A gate at six in the morning, without internet, has the school's keys but not its lists. Nothing is wrong with the
certificate, but whether it was withdrawn cannot be told. That is not a yes: exit 7." \
"Een poort om zes uur 's ochtends, zonder internet, heeft de sleutels van de school wel, maar de lijsten niet. Aan het
bewijs is niets mis. Maar is het ingetrokken? Dat is niet te zeggen. En dat is geen ja: exit 7."
mkdir keys-only
(cd www && find . -name did.json -exec cp -- {} ../keys-only/ \;)
run 7 credenza-verifier check for-brouwer.json "${asked[@]}" --published keys-only
because indeterminate status
say "So the gate takes a bundle along: keys and lists in one file, signed and dated. It says how old each part may be. With it
nobody is asked anything, and the report begins with the day of the bundle." \
"Daarom neemt de poort een bundel mee: sleutels en lijsten in een bestand, met een handtekening en een datum. Daarin staat
hoe oud elk deel mag zijn. Zo wordt niemand iets gevraagd, en het verslag begint met de dag van de bundel."
run 0 credenza-verifier bundle make -o gate.bundle --from-published www --max-age status=24h --home brouwer --offline
run 0 credenza-verifier check for-brouwer.json "${asked[@]}" --bundle gate.bundle
then=$(date -u +%Y-%m-%dT%H:%M:%SZ)

chapter "The bag is stolen" "De tas is gestolen"
say "Sanne kept a copy of her vault at her mother's, and her recovery words on paper. The copy is a vault, and can be
looked through at any time." \
"Sanne bewaarde een kopie van haar kluis bij haar moeder, en haar herstelwoorden op papier. Die kopie is zelf een kluis.
Ze kan hem altijd laten nakijken."
mkdir mother
run 0 credenza-wallet backup -o mother/copy.vault --vault sanne.vault --passphrase-file sanne.pass
run 0 credenza-wallet backup verify mother/copy.vault --vault sanne.vault --passphrase-file sanne.pass
say "Then her bag is gone: laptop, stick, and the passphrase with them. The thief has a file that opens for nobody. Her copy
opens with the words on paper." \
"Dan is haar tas weg: laptop en stick, en ook het briefje met de wachtzin. De dief heeft een bestand dat voor niemand opengaat.
Haar kopie gaat open met de woorden op papier."
rm sanne.vault sanne.pass
echo 'een gok' >guess
run 12 credenza-wallet list --vault mother/copy.vault --passphrase-file guess
run 0 credenza-wallet restore mother/copy.vault --vault sanne.vault --words-file sanne.words
run 0 credenza-wallet list --vault sanne.vault --words-file sanne.words
say "What she showed to whom is still known. Her old key could be in wrong hands now, so she takes a new one: for each
school a letter, and a file that is signed with both keys." \
"Wat zij aan wie liet zien, is er nog. Haar oude sleutel kan nu bij een ander liggen. Daarom neemt ze een nieuwe: met
voor elke school een brief, en een bestand dat met beide sleutels is getekend."
run 0 credenza-wallet rotate-key "$did" --dir letters --vault sanne.vault --words-file sanne.words
sed 's/^/  | /' letters/*.txt
run 0 credenza-verifier check letters/*.json --home brouwer --audience did:web:rocwaterkant.example --offline --published www

chapter "The school withdraws them" "De school trekt ze in"
say "The exam of 240 hours turns out to have been leaked. The school looks which certificates those are, withdraws all nine
with one command, and publishes again. From now on, whoever has the new list sees it: genuine, but withdrawn, exit 6." \
"Het examen van 240 uur blijkt te zijn uitgelekt. De school kijkt welke bewijzen dat zijn, trekt ze alle negen in met een
opdracht, en publiceert opnieuw. Wie de nieuwe lijst heeft, ziet het: echt, maar ingetrokken. Exit 6."
leaked='awarded=2026-06-12 and achievement.workload.sbu=240'
run 0 credenza-issuer revoke --where "$leaked" --home school --passphrase-file school.pass --reason exam-irregularity --dry-run
run 0 credenza-issuer revoke --where "$leaked" --home school --passphrase-file school.pass --reason exam-irregularity --yes 9
run 0 credenza-issuer publish --home school --passphrase-file school.pass --out www
run 6 credenza-verifier check for-brouwer.json "${asked[@]}" --published www
because failed status

chapter "An auditor asks about that morning" "Een controleur vraagt naar die ochtend"
say "Was everybody at the gate certified that morning? The bundle of then still knows. What was withdrawn since changes nothing
about that moment." \
"Had iedereen aan de poort die ochtend een geldig bewijs? De bundel van toen weet het nog. Wat daarna is ingetrokken, maakt
voor dat moment niets uit."
run 0 credenza-verifier check for-brouwer.json "${asked[@]}" --bundle gate.bundle --as-of "$then"

chapter "A company and a school sign together" "Een bedrijf en een school tekenen samen"
say "Mehari worked twenty weeks in a warehouse. The company knows what he can do, the school may issue. The school gives
the company places for its statements; the company writes down what it saw, and signs first." \
"Mehari werkte twintig weken in een magazijn. Het bedrijf weet wat hij kan, de school mag het bewijs uitgeven. De school
geeft het bedrijf plaatsen voor verklaringen. Het bedrijf schrijft op wat het zag, en tekent als eerste."
run 0 credenza-issuer init --home company --name 'De Blauwe Hal Logistiek B.V.' --url https://deblauwehal.example \
  --passphrase-file school.pass
run 0 credenza-issuer publish --home company --passphrase-file school.pass --out www-company
mkdir -p both/company school/dossiers
cp -r www/. both/
cp -- www-company/.well-known/did.json both/company/
cat >>school/issuer.toml <<'TOML'

[[recognised]]
name = "De Blauwe Hal Logistiek B.V."
did = "did:web:deblauwehal.example"
identifier = "990000017"
from = 2024-09-01
until = 2027-08-31
source = "register of learning companies"
TOML
cat >school/dossiers/99001@2024.json <<'JSON'
{"schema": "credenza.issuer.dossier/1", "crebo": "99001", "version": "2024", "name": "Medewerker magazijn",
 "work_processes": {"P1-K1-W1": "Ontvangt goederen", "P1-K1-W3": "Verzamelt orders",
                    "P1-K2-W1": "Houdt het magazijn schoon en veilig"}}
JSON
head -n 4 "$top/examples/practice-statement/praktijk.csv" >mehari.csv
run 0 credenza-issuer cosign place --home school --passphrase-file school.pass --count 1 -o places.json
run 0 credenza-issuer cosign start --home company --passphrase-file school.pass --place places.json \
  --template "$top/examples/practice-statement/template.json" --csv mehari.csv -o mehari.draft
run 0 credenza-issuer cosign sign mehari.draft --home company --passphrase-file school.pass --role learning-company \
  --name 'Rob Jansen, bedrijfsleider'
say "With one signature it is a draft that waits for the school, and no certificate: exit 3." \
"Met één handtekening is het een concept dat op de school wacht, en geen bewijs: exit 3."
run 3 credenza-verifier check mehari.draft --home brouwer --offline --published both
say "The school looks at everything: the signature, whether the company was recognised, the work processes. Then it signs too." \
"De school kijkt alles na: de handtekening, de erkenning van het bedrijf, de werkprocessen. Dan tekent zij ook."
run 0 credenza-issuer cosign check mehari.draft --home school --passphrase-file school.pass --offline --published both
run 0 credenza-issuer cosign issue mehari.draft --home school --passphrase-file school.pass --offline --published both \
  -o mehari.json
say "The employer has to know that the company was recognised too: by a trust list, or by an own pin." \
"De werkgever moet ook weten dat het bedrijf erkend was: van een lijst, of van de eigen lijst."
run 0 credenza-verifier trust add did:web:deblauwehal.example --home brouwer --name 'De Blauwe Hal' --as learning-company \
  --reason 'looked it up in the register'
run 0 credenza-verifier check mehari.json --home brouwer --offline --published both

chapter "The end" "Einde"
say "Four answers, each with its own exit code: 0 accepted, 3 not genuine, 6 genuine but not accepted, 7 could not be
determined. Scripts can rely on them. Everything was in $work, which is now removed." \
"Vier antwoorden, elk met een eigen code: 0 goedgekeurd, 3 niet echt, 6 echt maar niet goedgekeurd, 7 niet te
controleren. Andere programma's kunnen daarop bouwen. Alles stond in $work en is nu weg."
