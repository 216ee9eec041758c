#!/bin/sh
# consumer.sh CMAKE COMPILER BUILD SOURCE SCRATCH LIBDIR [FLAGS]
set -eux
cmake=$1 compiler=$2 build=$3 source=$4 scratch=$5 libdir=$6 flags=${7-}
rm -rf "$scratch/prefix" "$scratch/moved" "$scratch/build"
"$cmake" --install "$build" --prefix "$scratch/prefix"
mv "$scratch/prefix" "$scratch/moved" # what was installed may be moved

"$cmake" -S "$source/consumer" -B "$scratch/build" -DCMAKE_C_COMPILER="$compiler" -DCMAKE_C_FLAGS="$flags" \
    -DCMAKE_PREFIX_PATH="$scratch/moved"
"$cmake" --build "$scratch/build"
[ "$("$scratch/build/consumer")" = "1 level of gge" ]

export PKG_CONFIG_PATH="$scratch/moved/$libdir/pkgconfig"
"$compiler" -std=c17 -Wall -Wextra -Wpedantic -Werror $flags -o "$scratch/build/by_pkg_config" "$source/consumer/consumer.c" \
    $(pkg-config --cflags --libs cirisk)
[ "$("$scratch/build/by_pkg_config")" = "1 level of gge" ]

"$scratch/moved/bin/cirisk" --version
for file in share/man/man1/cirisk.1 share/bash-completion/completions/cirisk share/doc/cirisk/help.html; do
    [ -s "$scratch/moved/$file" ]
done
