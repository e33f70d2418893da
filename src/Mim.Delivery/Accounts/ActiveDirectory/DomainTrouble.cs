using System.Globalization;
using Mim.Core;
using Mim.Delivery.Accounts.Ldap;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>
/// What a domain controller means: the results of LDAP say little, the numbers of Windows errors in their texts say it all (MS-ERREF
/// section 2.2). Pure.
/// </summary>
internal static class DomainTrouble
{
    private const int WrongPasswordBefore = 0x56;
    private const int NotEncrypted = 0x1F;
    private const int AgainstPolicy = 0x52D;
    private const string Data = "data ";

    private static readonly Dictionary<int, string> _logIns = new()
    {
        [0x530] = "may not log in at this time",
        [0x531] = "may not log in from this machine",
        [0x532] = "has a password that has expired",
        [0x533] = "is disabled",
        [0x701] = "has expired",
        [0x773] = "must change its password first",
        [0x775] = "is locked out",
    };

    /// <summary>Why a log-in that is not accepted is more than a wrong name or password; null when it is that.</summary>
    public static string? OfLogIn(LdapResult result) => result.Code != LdapResult.InvalidCredentials
        ? $"is not taken: {result}"
        : NumberAfter(Data, result.Reason) is { } number && _logIns.TryGetValue(number, out var what) ? $"{what} (data {number:x})" : null;

    /// <summary>Why a password was not changed.</summary>
    public static (MimErrorCause Cause, string What) OfChange(LdapResult result) => (result.Code, NumberAfter("", result.Reason)) switch
    {
        (_, AgainstPolicy) =>
            (MimErrorCause.InstallFailed, $"the password policy of the domain refuses it, for length, characters, history or age: {result}"),
        (_, WrongPasswordBefore) => (MimErrorCause.AccessDenied, $"the password before is another one: {result}"),
        (_, NotEncrypted) => (MimErrorCause.InstallFailed, $"passwords are taken through TLS only: {result}"),
        (LdapResult.NoSuchObject, _) => (MimErrorCause.InstallFailed, "there is no such account."),
        (LdapResult.InsufficientAccessRights, _) => (MimErrorCause.AccessDenied, $"that right is not granted: {result}"),
        _ => (MimErrorCause.InstallFailed, result.ToString()),
    };

    /// <summary>The number in hexadecimal digits that comes first, or after a word.</summary>
    private static int? NumberAfter(string word, string reason)
    {
        var start = reason.IndexOf(word, StringComparison.Ordinal);
        var digits = start < 0 ? "" : string.Concat(reason.Skip(start + word.Length).TakeWhile(char.IsAsciiHexDigit));
        return int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
