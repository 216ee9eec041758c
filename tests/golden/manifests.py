"""One manifest against its schema and against the files that the run wrote; writes a list for sha256sum -c.

    manifests.py SCHEMA MANIFEST WRITTEN SUMS STDOUT
"""
import hashlib
import json
import sys

import jsonschema


def main(schema, manifest, written, sums, stdout):
    with open(schema, encoding="utf-8") as file:
        schema = json.load(file)
    with open(manifest, encoding="utf-8") as file:
        manifest = json.load(file)
    jsonschema.Draft7Validator.check_schema(schema)
    faults = [error.message for error in jsonschema.Draft7Validator(schema).iter_errors(manifest)]
    with open(written, encoding="utf-8") as file:
        written = sorted(file.read().splitlines())
    outputs = sorted(file["name"] for file in manifest["outputs"] if file["name"] != "-")
    if [name.replace("shared/../", "").replace("//", "/") for name in outputs] != written:
        faults.append(f"the run wrote {written}, the manifest tells {outputs}")
    with open(stdout, "rb") as file:
        told = file.read()
    streams = [file for file in manifest["outputs"] if file["name"] == "-"]
    if (streams[0]["size"], streams[0]["sha256"]) != (len(told), hashlib.sha256(told).hexdigest()) if streams else told:
        faults.append("standard output is not as it is told")
    with open(sums, "w", encoding="utf-8") as file:
        for entry in manifest["inputs"] + manifest["outputs"]:
            if entry["kind"] == "file":
                file.write(f"{entry['sha256']}  {entry['name']}\n")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


sys.exit(main(*sys.argv[1:]))
