using System.Formats.Asn1;
using System.Text;

namespace Mim.Delivery.Accounts.Ldap;

/// <summary>How an operation ended (RFC 4511 section 4.1.9).</summary>
/// <param name="Code">0 for success; those that matter here have a name.</param>
/// <param name="Reason">What the directory says of it; Active Directory says there what the code does not.</param>
internal sealed record LdapResult(int Code, string Reason)
{
    public const int ProtocolError = 2;
    public const int ConstraintViolation = 19;
    public const int NoSuchObject = 32;
    public const int InappropriateAuthentication = 48;
    public const int InvalidCredentials = 49;
    public const int InsufficientAccessRights = 50;

    private const int LongestReason = 500;

    public bool Succeeded => Code == 0;

    /// <summary>The result at the beginning of an answer of any sort.</summary>
    /// <exception cref="AsnContentException">There is none.</exception>
    public static LdapResult Read(AsnReader message)
    {
        var result = message.ReadSequence(message.PeekTag());
        var code = result.ReadEnumeratedBytes().Span is [var one] ? one : -1;
        _ = result.ReadOctetString();
        var reason = Encoding.UTF8.GetString(result.ReadOctetString()).Replace('\0', ' ').Trim();
        return new LdapResult(code, reason.Length > LongestReason ? reason[..LongestReason] : reason);
    }

    public override string ToString() => Reason.Length == 0 ? $"result {Code}" : $"{Reason} (result {Code})";
}
