# U18: "fraud attempts (each one a test)", with the exact verdict; "where it is about the network, proof that no request was
# made": whoever is called counts, and under 64 MB of memory. The attempts stand in fraud_list.txt, one line a case.
. "$(dirname -- "$0")/lib.sh"
unset CREDENZA_HOME CREDENZA_VAULT CREDENZA_VERIFIER_HOME

echo 'vier natte fietsen in de regen' >pass
chmod 600 pass
mkdir scene && cp pass scene/ && cd scene || exit 1
python3 "$top/tests/cli/verdict_cases.py" "$top/tests/cli/fraud_list.txt" "$top/examples/templates/mc-log-02.json" \
  ${json_folder:+"$json_folder"} || exit 1
