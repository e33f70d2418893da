namespace Mim.Delivery.Accounts.Linux;

/// <summary>
/// What the shell of a machine is told about an account, whose name is the first positional parameter. Passwords are read from standard
/// input by the programs themselves, so that no command line, environment or file has one.
/// </summary>
internal static class LinuxScripts
{
    /// <summary>Exit code: only root may do this.</summary>
    public const int NotRoot = 101;

    /// <summary>Exit code: there is no such account.</summary>
    public const int Unknown = 102;

    /// <summary>Exit code: the account has a password and is locked. Another password would open it, which nobody asked for.</summary>
    public const int Locked = 103;

    /// <summary>Exit code: the account has expired.</summary>
    public const int Expired = 104;

    /// <summary>Exit code: a program that is needed is not there.</summary>
    public const int Lacking = 105;

    private static readonly string Begin = $$"""
        exec 2>&1
        LC_ALL=C; export LC_ALL
        PATH="$PATH:/usr/sbin:/sbin:/usr/bin:/bin"; export PATH
        cd /
        need() { for it; do command -v "$it" >/dev/null || { echo "$it is not there."; exit {{Lacking}}; }; done; }
        """;

    /// <summary>Reads <c>account:password</c>.</summary>
    public static readonly string Change = $$"""
        {{Begin}}
        [ "$(id -u)" = 0 ] || exit {{NotRoot}}
        need getent awk chpasswd
        getent passwd "$1" >/dev/null || exit {{Unknown}}
        getent shadow "$1" | awk -F: -v today="$(($(date +%s) / 86400))" '
          $2 ~ /^!+[^!*]/ { exit {{Locked}} }
          $8 != "" && $8 >= 0 && $8 <= today { exit {{Expired}} }' || exit
        exec chpasswd
        """;

    /// <summary>
    /// Reads the password of the account, and logs in through PAM as somebody who has to show it: root would be asked for none. The shell
    /// that a log-in begins ends at once.
    /// </summary>
    public static readonly string LogIn = $$"""
        {{Begin}}
        need su
        [ "$(id -u)" = 0 ] || exec su -c true "$1"
        need setpriv
        exec setpriv --reuid=nobody --regid="$(id -g nobody)" --clear-groups su -c true "$1"
        """;
}
