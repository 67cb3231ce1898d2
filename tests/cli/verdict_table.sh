# U14: "each row is a fixture with expected JSON and exit code; worst exit wins: 3 > 7 > 6 > 0; the sentence tells the next
# step". The rows stand in verdict_table.txt, one line a case.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT CREDENZA_VERIFIER_HOME

echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
mkdir scene && cp pass scene/ && cd scene || exit 1
python3 "$top/tests/cli/verdict_cases.py" "$top/tests/cli/verdict_table.txt" "$top/examples/templates/mc-log-02.json" \
  ${json_folder:+"$json_folder"} || exit 1
