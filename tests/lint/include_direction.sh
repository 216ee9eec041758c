#!/bin/sh
# Fails on an #include against the flow: base <- model <- the stages, which never include each other <- pipeline.
# include_direction.sh TOP
cd "$1/engine" || exit 1

# Folders that the files of a folder may include, beside their own.
allowed()
{
    case $1 in
        base) ;;
        model) echo base ;;
        pipeline) echo base model definitions network intake campaign measures scoring impact sink store agreement panel stability tongue letters writers cube tables figures report ;;
        figures) echo base model tongue ;;
        network) echo base model definitions ;;
        letters) echo base model definitions tongue ;;
        writers) echo base model sink ;;
        tables) echo base model cube tongue ;;
        report) echo base model tongue writers ;;
        *) echo base model ;;
    esac
}

is_allowed()
{
    for good in $(allowed "$1") "$1"; do
        [ "$good" = "$2" ] && return 0
    done
    return 1
}

faults=0
for folder in */; do
    folder=${folder%/}
    for line in $(grep -nrE '^ *# *include *"' "$folder" | sed -E 's/^([^:]*:[0-9]+):[^"]*"([^"]*)".*/\1=\2/'); do
        place=${line%%=*}
        header=${line#*=}
        case $header in
            */*) ;;
            *) echo "engine/$place: \"$header\": write its folder too"; faults=$((faults + 1)); continue ;;
        esac
        if ! is_allowed "$folder" "${header%%/*}"; then
            echo "engine/$place: $folder may not include \"$header\""
            faults=$((faults + 1))
        fi
    done
done
echo "$faults includes against the flow"
[ "$faults" -eq 0 ]
