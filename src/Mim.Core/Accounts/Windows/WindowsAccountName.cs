using System.Buffers;
using System.Text.RegularExpressions;

namespace Mim.Core.Accounts.Windows;

/// <summary>
/// The name of an account in any spelling that Windows has for it: <c>svc</c>, <c>.\svc</c>, <c>MACHINE\svc</c>, <c>DOMAIN\svc</c>,
/// <c>svc@domain</c>, <c>NT AUTHORITY\…</c>, <c>LocalSystem</c>. Names are told apart without case. Pure.
/// </summary>
/// <param name="Kind">What it is of.</param>
/// <param name="Scope">Domain; null for an account of the machine and where there is none.</param>
/// <param name="Name">Without its scope; all of what is none.</param>
public sealed partial record WindowsAccountName(WindowsAccountKind Kind, string? Scope, string Name)
{
    /// <summary>The most characters of a user's name (USER_INFO_1).</summary>
    public const int LongestName = 20;

    private const int LongestText = 1024;
    private const string Here = ".";

    private static readonly SearchValues<char> _noNameSigns = SearchValues.Create("\"/\\[]:;|=,+*?<>@");

    private static readonly string[] _ownNames = ["LocalSystem", "SYSTEM", "LocalService", "LOCAL SERVICE", "NetworkService", "NETWORK SERVICE"];

    private static readonly string[] _ownScopes =
        ["NT AUTHORITY", "NT SERVICE", "NT TASK", "NT VIRTUAL MACHINE", "IIS APPPOOL", "BUILTIN", "Window Manager", "Font Driver Host"];

    /// <summary>Reads one; what is none is <see cref="WindowsAccountKind.Invalid"/>.</summary>
    /// <param name="text">As Windows or the user spells it.</param>
    /// <param name="machine">NetBIOS name of the machine; null where only what means this machine by itself is of it.</param>
    public static WindowsAccountName Of(string? text, string? machine)
    {
        if (text is null or { Length: 0 or > LongestText } || text != text.Trim() || text.Any(char.IsControl))
        {
            return new WindowsAccountName(WindowsAccountKind.Invalid, null, text ?? "");
        }

        var (scope, name) = Split(text);

        // "." is this machine whatever that is called.
        scope = scope == Here || (scope is not null && scope.Equals(machine, StringComparison.OrdinalIgnoreCase)) ? null : scope;
        var kind = KindOf(scope, name);
        return kind == WindowsAccountKind.Invalid ? new WindowsAccountName(kind, null, text) : new WindowsAccountName(kind, scope, name);
    }

    /// <summary>Whether it is the machine's own account of a name.</summary>
    /// <param name="account">Without a scope.</param>
    public bool IsLocal(string account) => Kind == WindowsAccountKind.Local && Name.Equals(account, StringComparison.OrdinalIgnoreCase);

    /// <summary>Without its scope where it is the machine's own, else with it.</summary>
    public override string ToString() => Scope is null ? Name : $@"{Scope}\{Name}";

    private static WindowsAccountKind KindOf(string? scope, string name) =>
        scope is "" || scope != scope?.Trim() || name != name.Trim() || name.Length == 0 ? WindowsAccountKind.Invalid
        : scope is null && IdentifierPattern().IsMatch(name) ? WindowsAccountKind.Identifier

        // What Windows calls its own has signs that no user's name has.
        : IsAny(scope ?? name, scope is null ? _ownNames : _ownScopes) ? WindowsAccountKind.BuiltIn
        : name is [.., '.'] || name.AsSpan().ContainsAny(_noNameSigns) ? WindowsAccountKind.Invalid
        : name is [.., '$'] ? WindowsAccountKind.Managed
        : scope is not null ? WindowsAccountKind.Domain
        : name.Length <= LongestName ? WindowsAccountKind.Local : WindowsAccountKind.Invalid;

    private static (string? Scope, string Name) Split(string text)
    {
        var slash = text.IndexOf('\\', StringComparison.Ordinal);
        if (slash >= 0)
        {
            return (text[..slash], text[(slash + 1)..]);
        }

        var at = text.LastIndexOf('@');
        return at >= 0 ? (text[(at + 1)..], text[..at]) : (null, text);
    }

    private static bool IsAny(string text, string[] names) => names.Contains(text, StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"\AS-1-[0-9]{1,14}(-[0-9]{1,10}){1,15}\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierPattern();
}
