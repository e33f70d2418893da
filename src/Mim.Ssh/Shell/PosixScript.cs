namespace Mim.Ssh.Shell;

/// <summary>
/// What a POSIX shell is taught before it is asked: functions that print accounts, sshd's configuration and files. They read only,
/// and need nothing but what POSIX has (od, awk, ls, dd, sed, sort, grep). Directories of accounts that list none still know those
/// that are asked for, so the owners of folders of keys are.
/// </summary>
internal static class PosixScript
{
    /// <summary>The functions. Private keys come whole only when <c>whole</c> is 1, and no more of a file than <c>largest</c>.</summary>
    public const string Functions = """
        LC_ALL=C; export LC_ALL
        PATH="$PATH:/usr/bin:/bin:/usr/sbin:/sbin:/usr/local/sbin"; export PATH
        octets() { od -An -v -tx1 | sed 's/^ */ /'; }
        owners() { ls -dn /home/*/.ssh /home/*/*/.ssh 2>/dev/null </dev/null | awk '{ print $3 }' | sort -u; }
        accounts() {
          { getent passwd || cat /etc/passwd; } 2>/dev/null </dev/null | sed 's/^/A:/'
          for id in $(owners); do getent passwd "$id" 2>/dev/null </dev/null; done | sed 's/^/A:/'
          { getent group || cat /etc/group; } 2>/dev/null </dev/null | sed 's/^/G:/'
          echo .
        }
        effective() {
          of="user=$1,host=host.invalid,addr=192.0.2.1"
          if command -v sshd >/dev/null 2>&1; then
            { sshd -T -C "$of" || sshd -G -C "$of"; } 2>/dev/null </dev/null | sed 's/^/C:/'
          fi
          echo .
        }
        public_part() {
          awk '
            function value(at) { return index(digits, substr(text, at + 1, 1)) - 1 }
            function octet(at, group) {
              group = int(at / 3) * 4
              bits = ((value(group) * 64 + value(group + 1)) * 64 + value(group + 2)) * 64 + value(group + 3)
              return int(bits / (at % 3 == 0 ? 65536 : at % 3 == 1 ? 256 : 1)) % 256
            }
            function number(at) { return ((octet(at) * 256 + octet(at + 1)) * 256 + octet(at + 2)) * 256 + octet(at + 3) }
            function beyond(at) { return at + 4 + number(at) }
            BEGIN { digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" }
            { sub(/\r$/, "") }
            /^PuTTY-User-Key-File-/ { putty = 1 }
            putty && /^Private-Lines:/ { exit }
            putty { print; next }
            /^-----BEGIN OPENSSH PRIVATE KEY-----$/ { print; openssh = 1; text = ""; next }
            /^-----BEGIN / { print; next }
            /^-----END / {
              if (openssh) {
                end = beyond(beyond(beyond(15))) + 4
                end = end < 16384 ? beyond(end) : 0
                if (end > 0 && end < 32768) print substr(text, 1, int((end + 2) / 3) * 4)
              }
              openssh = 0
              print
              next
            }
            openssh { if (length(text) < 65536) text = text $0; next }
            /^(Proc-Type|DEK-Info): / { print }'
        }
        beginning() { dd bs=1024 count=$((largest / 1024)) <"$1" 2>/dev/null; }
        content() {
          if [ "$whole" != 1 ] && beginning "$1" | grep -q -e 'PRIVATE KEY-----' -e '^PuTTY-User-Key-File-'; then
            echo O
            beginning "$1" | public_part | octets
          else
            beginning "$1" | octets
          fi
        }
        show() {
          [ -e "$1" ] || { hidden "$1" && denied "$1"; return; }
          [ -f "$1" ] || return
          [ -r "$1" ] || { denied "$1"; return; }
          echo N; printf %s "$1" | octets
          ls -ldLn "$1" 2>/dev/null </dev/null | awk -v largest="$largest" 'NR == 1 {
            print "M:" $1 " " $3 " " $5
            if ($5 > largest + 0) print "L"
          }'
          echo "T:$(stat -L -c %Y "$1" 2>/dev/null || stat -L -f %m "$1" 2>/dev/null)"
          echo B; content "$1" </dev/null 2>/dev/null
          echo E
        }
        hidden() {
          above=$1
          while [ -n "$above" ]; do
            above=${above%/*}
            if [ -d "$above/" ]; then [ ! -x "$above/" ]; return; fi
          done
          return 1
        }
        denied() { echo D; printf %s "$1" | octets; echo E; }
        read_file() { show "$1"; echo .; }
        read_folder() {
          if [ -d "$1" ] && [ ! -r "$1" ]; then denied "$1"
          elif [ -e "$1" ]; then for file in "$1"* "$1".[!.]*; do [ -f "$file" ] && show "$file"; done
          elif hidden "${1%/}"; then denied "$1"
          fi
          echo .
        }

        """;
}
