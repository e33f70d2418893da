namespace Mim.Ssh.Shell;

/// <summary>
/// What a POSIX shell is told to look at, install and take back the files of targets, as this machine does with its own. Besides POSIX
/// it needs a program that knows SHA-256. It says a line for each file, and <see cref="Done"/> at last; its last line of errors
/// tells the trouble.
/// </summary>
internal static class TargetFileScript
{
    /// <summary>All has been done.</summary>
    public const string Done = "done";

    /// <summary>Everything is written, and waits for <see cref="Go"/>.</summary>
    public const string Ready = "ready";

    /// <summary>From here on the script ends what it began, whatever becomes of the connection.</summary>
    public const string Go = "go";

    /// <summary>Instead of a version: nothing is to be put in place.</summary>
    public const string OnlyTry = "try";

    /// <summary>Begins the trouble with a file that somebody else changed; the path follows.</summary>
    public const string Foreign = "mim:foreign ";

    public const string KeptCopy = "copy";
    public const string KeptNothing = "absent";
    public const string InPlace = "same";

    /// <summary>Takes paths. Says of each what it is, owner, group and mode as numbers and names, and where it leads, on a line each.</summary>
    public static HostScript Look { get; } = new("mim_look", $$"""
        {{Functions}}
        for path do
          goal=$(readlink -f -- "$path" 2>/dev/null)
          [ -n "$goal" ] || { [ ! -h "$path" ] || fail "The link $path cannot be followed."; goal=$path; }
          standing=
          if [ -f "$goal" ]; then
            kind=file
            standing=$(stat -L -c '%u %g %a %U %G' -- "$goal" 2>/dev/null || stat -L -f '%u %g %Lp %Su %Sg' -- "$goal") || exit 9
          elif [ -d "$goal" ]; then kind=folder
          elif [ -e "$goal" ]; then kind=other
          elif [ ! -d "${goal%/*}/" ]; then kind=nofolder
          elif [ ! -x "${goal%/*}/" ]; then fail "${goal%/*} may not be looked into: access is denied."
          else kind=missing
          fi
          printf '%s\n' "$kind" "$standing" "$goal"
        done
        echo {{Done}}
        """);

    /// <summary>
    /// Takes the version, and of each file the goal, what names beside it begin with, a word for names of our own, size and digest
    /// of what comes, digest of what went there last (empty when unknown), owner, group and mode. Reads all contents, one after the other.
    /// </summary>
    /// <remarks>
    /// A copy that an earlier run of the same version kept is of the version before. What this run found in its place is held besides, so
    /// that a failure goes back no further than to that.
    /// </remarks>
    public static HostScript Install { get; } = new("mim_install", $$"""
        {{Functions}}
        version=$1; shift
        named() {
          place "$@"; size=$4 new=$5 last=$6 owner=$7 group=$8 mode=$9
          copy=$beside$version.mim-previous absent=$beside$version.mim-absent
          fresh=${part%.tmp}f.tmp held=${part%.tmp}h.tmp gone=${part%.tmp}g.tmp
        }
        kept() { [ -e "$copy" ] || [ -e "$absent" ]; }
        ours() {
          named "$@"
          [ ! -d "$goal" ] || fail "$goal is a folder, not a file."
          { [ -n "$last" ] && [ -f "$goal" ]; } || return 0
          now=$(digest "$goal")
          [ "$now" = "$last" ] || [ "$now" = "$new" ] || kept || fail "{{Foreign}}$goal"
        }
        sweep() {
          place "$@"
          set +f
          for old in "$dir".mim-ssh-*-*.tmp; do
            writer=${old##*/.mim-ssh-}
            if [ -f "$old" ] && ! lives "${writer%%-*}"; then (set -f; destroy "$old"); fi
          done
          set -f
        }
        stage() {
          named "$@"
          (set -C; true >"$part") || exit 9
          [ "$size" = 0 ] || said=$(dd bs=1 count="$size" 2>&1 >"$part") || fail "${said%%{{NewLine}}*}"
          [ "$(digest "$part")" = "$new" ] || fail "$goal did not arrive as it was sent."
          [ -z "$owner" ] || chown -- "$owner" "$part" || exit 9
          [ -z "$group" ] || chgrp -- "$group" "$part" || exit 9
          chmod -- "$mode" "$part" || exit 9
          flush "$part"
        }
        mark() { (set -C; true >"$1") || exit 8; }
        double() { ln -- "$1" "$2" 2>/dev/null || { cp -p -- "$1" "$between" && flush "$between" && mv -f -- "$between" "$2"; } || exit 8; }
        keep() {
          named "$@"
          if kept; then
            if [ -e "$goal" ]; then double "$goal" "$held"; else mark "$gone"; fi
          elif [ -f "$goal" ] && [ "$(digest "$goal")" = "$new" ]; then echo {{InPlace}} || :; return 0
          else
            mark "$fresh"
            if [ -e "$goal" ]; then double "$goal" "$copy"; else mark "$absent"; fi
          fi
          if [ -e "$copy" ]; then echo {{KeptCopy}} || :; else echo {{KeptNothing}} || :; fi
        }
        swap() { named "$@"; mv -f -- "$part" "$goal" || exit 8; }
        settle() { place "$@"; flush "$dir"; }
        drop() { named "$@"; for old in "$part" "$between" "$held" "$fresh" "$gone"; do destroy "$old"; done; }
        undo() {
          named "$@"
          if [ -e "$held" ]; then back "$held"
          elif [ -e "$gone" ]; then destroy "$goal"
          elif [ ! -e "$fresh" ]; then :
          elif [ -e "$copy" ]; then back "$copy"
          elif [ -e "$absent" ]; then destroy "$goal"; rm -f -- "$absent"
          fi
          flush "$dir"
        }
        work() {
          each 9 ours "$@"; each 9 sweep "$@"; each 9 stage "$@"
          [ "$version" != {{OnlyTry}} ] || return 0
          echo {{Ready}}
          read -r word && [ "$word" = {{Go}} ] || fail 'The connection was closed before anything was put in place.'
          trap '' HUP INT TERM PIPE
          each 9 ours "$@"; each 9 keep "$@"; each 9 settle "$@"; each 9 swap "$@"; each 9 settle "$@"
        }
        trap : HUP INT TERM PIPE
        (work "$@")
        code=$?
        trap '' HUP INT TERM PIPE
        [ "$code" != 8 ] || each 9 undo "$@"
        each 9 drop "$@"
        [ "$code" = 0 ] || exit "$code"
        echo {{Done}}
        """);

    /// <summary>Takes the version, and of each file the goal and what names beside it begin with.</summary>
    public static HostScript Recall { get; } = new("mim_recall", """
        version=$1; shift
        while [ "$#" -gt 0 ]; do
          if [ -e "$2$version.mim-previous" ]; then echo copy; elif [ -e "$2$version.mim-absent" ]; then echo absent; else echo same; fi
          shift 2
        done
        echo done
        """);

    /// <summary>
    /// Takes of each file the goal, what names beside it begin with, a word for names of our own, the copy (empty for none) and the
    /// digest of what was installed (empty when unknown).
    /// </summary>
    public static HostScript TakeBack { get; } = new("mim_take_back", $$"""
        {{Functions}}
        {{Marks}}
        check() {
          named "$@"
          if [ -n "$copy" ]; then [ -e "$copy" ] || return 0; else marked || return 0; fi
          { [ -n "$last" ] && [ -f "$goal" ]; } || return 0
          now=$(digest "$goal")
          [ "$now" = "$last" ] || { [ -n "$copy" ] && [ "$now" = "$(digest "$copy")" ]; } || fail "{{Foreign}}$goal"
        }
        restore() {
          named "$@"
          if [ -z "$copy" ]; then ! marked || { destroy "$goal"; unmark; }
          elif [ -e "$copy" ]; then back "$copy"
          fi
          flush "$dir"
        }
        each 5 check "$@"
        trap '' HUP INT TERM PIPE
        each 5 restore "$@"
        echo {{Done}}
        """);

    /// <summary>Takes what <see cref="TakeBack"/> takes.</summary>
    public static HostScript Retire { get; } = new("mim_retire", $$"""
        {{Functions}}
        {{Marks}}
        clear() {
          named "$@"
          [ -d "$dir" ] || return 0
          if [ -z "$copy" ]; then unmark; else destroy "$copy"; fi
          flush "$dir"
        }
        each 5 clear "$@"
        echo {{Done}}
        """);

    private const string NewLine = """
        "
        "
        """;

    // A certificate that somebody has open is not overwritten: it is no secret, and they read on.
    private const string Functions = """
        umask 077
        set -f
        fail() { printf '%s\n' "$*" >&2; exit 9; }
        digest() { { sha256sum || shasum -a 256 || sha256 -q || openssl dgst -sha256 -r; } <"$1" 2>/dev/null | cut -c1-64; }
        flush() { sync "$1" 2>/dev/null || sync; }
        lives() { case $1 in ''|*[!0-9]*) return 0;; esac; kill -0 "$1" 2>/dev/null || ps -p "$1" >/dev/null 2>&1; }
        each() { count=$1 act=$2; shift 2; while [ "$#" -gt 0 ]; do "$act" "$@"; shift "$count"; done; }
        place() { goal=$1 dir=${1%/*}/ beside=$2 part=${1%/*}/.mim-ssh-$$-$3.tmp between=${1%/*}/.mim-ssh-$$-$3b.tmp; }
        secret() { ! grep -q -e '-----BEGIN CERTIFICATE-----' "$1" 2>/dev/null || grep -q -e 'PRIVATE KEY-----' "$1"; }
        destroy() {
          [ -e "$1" ] || return 0
          set -- "$1" $(ls -ldn -- "$1")
          if [ "$3" = 1 ] && [ -f "$1" ] && secret "$1"; then
            octets=$(($(wc -c <"$1")))
            [ "$octets" = 0 ] || { dd if=/dev/zero of="$1" bs="$octets" count=1 conv=notrunc && flush "$1"; } 2>/dev/null
          fi
          rm -f -- "$1" || exit 9
        }
        back() {
          undone=
          if [ -f "$goal" ] && ln -- "$goal" "$between" 2>/dev/null; then undone=1; fi
          mv -f -- "$1" "$goal" || [ "$1" -ef "$goal" ] || exit 9
          rm -f -- "$1"
          [ -z "$undone" ] || destroy "$between"
        }
        """;

    private const string Marks = """
        named() { place "$@"; copy=$4 last=$5; }
        marked() { (set +f; for mark in "$beside"????????????????????????????????.mim-absent; do [ ! -e "$mark" ] || exit 0; done; exit 1); }
        unmark() { (set +f; rm -f -- "$beside"????????????????????????????????.mim-absent); }
        """;
}
