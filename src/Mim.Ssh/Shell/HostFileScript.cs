namespace Mim.Ssh.Shell;

/// <summary>
/// What a POSIX shell is told to read and replace files. Besides POSIX it needs mktemp, and a program that knows SHA-256. It ends with a
/// word on its last line of errors, by which the trouble is known. Both may be done twice: a file that has been replaced is no longer what
/// it was.
/// </summary>
internal static class HostFileScript
{
    public const string Missing = "mim:missing";
    public const string Denied = "mim:denied";
    public const string Irregular = "mim:irregular";
    public const string Changed = "mim:changed";

    /// <summary>Takes the path and the largest size; writes owner, group and mode as a line, and then the content.</summary>
    public static HostScript Read { get; } = new("mim_read", $$"""
        die() { echo "$1" >&2; exit 9; }
        goal=$1
        [ -e "$goal" ] || { [ -x "${goal%/*}/" ] && die {{Missing}}; [ -d "${goal%/*}" ] && die {{Denied}}; die {{Missing}}; }
        [ -f "$goal" ] || die {{Irregular}}
        [ -r "$goal" ] || die {{Denied}}
        facts=$(stat -L -c '%U %G %a %s' "$goal" 2>/dev/null) || facts=$(stat -L -f '%Su %Sg %Lp %z' "$goal") || exit 9
        [ "${facts##* }" -le "$2" ] || die {{Irregular}}
        printf '%s\n' "${facts% *}"
        exec cat "$goal"
        """);

    /// <summary>Takes the path, the digests of what is there and of what comes, owner, group and mode; a digest of nothing is a dash.</summary>
    public static HostScript Replace { get; } = new("mim_replace", $$"""
        umask 077
        die() { echo "$1" >&2; exit 9; }
        digest() {
          if command -v sha256sum >/dev/null; then sum=$(sha256sum <"$1")
          else sum=$({ shasum -a 256 || sha256 -q || openssl dgst -sha256 -r; } <"$1" 2>/dev/null)
          fi
          sum=${sum%% *}
        }
        now() { if [ -e "$goal" ]; then digest "$goal"; else sum=-; fi; }
        goal=$1
        [ ! -h "$1" ] || goal=$(readlink -f -- "$1" 2>/dev/null) || goal=$1
        now; [ "$sum" = "$2" ] || die {{Changed}}
        if [ "$3" = - ]; then
          [ ! -e "$goal" ] || rm -f -- "$goal" || exit 9
        else
          part=$(mktemp "${goal%/*}/.mim-XXXXXXXX") || exit 9
          trap 'rm -f -- "$part"' EXIT
          cat >"$part" || exit 9
          digest "$part"; [ "$sum" = "$3" ] || die 'It did not arrive as it was sent.'
          [ -z "$4$5" ] || chown -- "$4${5:+:$5}" "$part" || exit 9
          chmod -- "$6" "$part" || exit 9
          sync "$part" 2>/dev/null || sync
          now; [ "$sum" = "$2" ] || die {{Changed}}
          mv -f -- "$part" "$goal" || exit 9
          trap - EXIT
        fi
        sync "${goal%/*}" 2>/dev/null || sync
        echo done
        """);
}
