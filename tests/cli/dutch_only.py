"""Every verb of a program was tried, and no line of what it then said in Dutch is English.

usage: dutch_only.py <what was typed, behind "$ ", and said> <the program>
"""
import re, subprocess, sys

def verbs(*path):
    text = subprocess.run([sys.argv[2], *path, "--help", "--lang", "en"], capture_output=True, text=True).stdout
    listed = re.search(r"^Verbs:\n((?:  .*\n)+)", text, re.M)
    found = re.findall(r"^  (\S+)", listed.group(1), re.M) if listed else []
    return [v for name in found for v in verbs(*path, name)] if found else [" ".join(path)]

said = open(sys.argv[1], encoding="utf-8", errors="replace").read()
typed = re.findall(r"^\$ (.*)", said, re.M)
wrong = [f"not tried: {verb}" for verb in verbs() if not any(line.startswith(verb) for line in typed)]
# Words that no Dutch sentence has; those of places too.
english = set("""the has have must with which and not there than before after this that these those from such cannot nothing
already missing needed needs when what who its only any other's another been were are will would should could does made by
given write take out lies stands says ended begins twice file folder row column line store home answer withdrawn
superseded record no yes one each every first name known an it too can others""".split())
# What is a name stays as it is: programs and verbs, files, options, members, codes and what stands between quotation marks.
names = re.compile(r"credenza-\w+( [a-z]+){0,2}|'[^']*'|\"[^\"]*\"|“[^”]*”|\S*[/_=…@]\S*|--\S+|\S+\.\w+|\S+-\S+"
                   r"|^\S \w+ +\w+:|issuer\.toml, \w+|\$\w+")
command = ""
for line in said.splitlines():
    if line.startswith("$ "):
        command = line
    if "(Engels): " in line:
        continue  # it says so itself
    found = english & set(re.findall(r"\w+", names.sub(" ", line).lower()))
    if found:
        wrong.append(f"{command}\n    {line}\n    {' '.join(sorted(found))}")
print(len(typed), "lines typed,", len(wrong), "wrong")
print("\n".join(wrong))
sys.exit(1 if wrong else 0)
