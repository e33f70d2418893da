using System.Buffers.Text;
using Mim.Core.Identities;

namespace Mim.Core.Tokens;

/// <summary>How tokens name the key that signed them: SHA-256 of the SubjectPublicKeyInfo in Base64url.</summary>
internal static class TokenKeyId
{
    public static string Of(CredentialVersion version) => Base64Url.EncodeToString(Convert.FromHexString(version.KeyFingerprint!));
}
