using Mim.Core.Risk;

namespace Mim.Core.Discovery.Ssh;

/// <summary>Finds what is wrong with a key of SSH: the key itself, how it is kept, and whom it lets in. Pure.</summary>
internal static class SshKeyHealth
{
    private static readonly TimeSpan _oldAge = TimeSpan.FromDays(730);
    private static readonly string[] _mostPowerful = ["root", "administrators", "Administrator"];

    /// <param name="finding">Complete but for its health.</param>
    /// <param name="subjectPublicKeyInfo">DER; null when the public key is not known.</param>
    public static IReadOnlyList<HealthFinding> Inspect(SshKeyFinding finding, byte[]? subjectPublicKeyInfo) =>
        finding.Status != FindingStatus.Found || finding.Role is SshKeyRole.RevokedKey
            ? []
            : [
                .. subjectPublicKeyInfo is null ? [] : KeyHealth.Inspect(subjectPublicKeyInfo, finding.NotAfter),
                .. finding.HasPrivateKey && !IsInToken(finding) ? Kept(finding) : [],
                .. finding.Role is SshKeyRole.AuthorizedKey or SshKeyRole.TrustedAuthority ? Lets(finding) : [],
                .. finding.Certificate is { } certificate ? Says(certificate, finding.FoundAt) : [],
            ];

    private static IEnumerable<HealthFinding> Kept(SshKeyFinding finding)
    {
        // Server programs have nobody to ask for a passphrase.
        if (!finding.IsEncrypted && finding.Role != SshKeyRole.HostKey)
        {
            yield return new("PrivateKeyUnencrypted", HealthSeverity.Medium, "the private key has no passphrase", "give it one with ssh-keygen -p, or keep it in an agent or a token");
        }

        if (finding is { IsEncrypted: true, Derivation: "md5" or "sha1" })
        {
            yield return new(
                "PassphraseQuicklyGuessed", HealthSeverity.Medium, $"its passphrase is stretched by one round of {finding.Derivation}", "write it anew with ssh-keygen -p");
        }

        if (CanRead(finding, 6))
        {
            yield return new("PrivateKeyReadableByAll", HealthSeverity.Critical, $"all accounts can read the private key ({finding.Permissions})", "replace the key and give the file mode 600");
        }
        else if (CanRead(finding, 3))
        {
            yield return new("PrivateKeyReadableByGroup", HealthSeverity.High, $"a group can read the private key ({finding.Permissions})", "give the file mode 600, and replace the key when the group has other members");
        }

        if (finding.ModifiedAt is { } written && finding.FoundAt - written > _oldAge)
        {
            yield return new("KeyOld", HealthSeverity.Low, $"the private key has been there since {written:yyyy-MM-dd} at least", "replace it");
        }
    }

    private static IEnumerable<HealthFinding> Lets(SshKeyFinding finding)
    {
        if (finding.Barred is { } setting)
        {
            yield return new("LoginBarred", HealthSeverity.Low, $"it lets nobody in today: {setting}", "remove the line, before somebody allows it again");
        }
        else if (_mostPowerful.Contains(finding.Account) && !Has(finding, "from"))
        {
            yield return new("RootFromAnywhere", HealthSeverity.Medium, $"it logs in as {finding.Account} from any address", "limit it by from=\"…\"");
        }

        if (finding.Permissions is [_, _, _, _, 'w', ..] or [_, _, _, _, _, _, _, 'w', ..])
        {
            yield return new("LoginsWritableByOthers", HealthSeverity.High, $"others can add keys to the file ({finding.Permissions})", "give the file mode 600");
        }
    }

    private static IEnumerable<HealthFinding> Says(SshCertificateFacts certificate, DateTimeOffset now)
    {
        if (certificate.NotAfter is null)
        {
            yield return new("CertificateNeverEnds", HealthSeverity.Medium, "the certificate is valid for ever", "sign it anew for days or hours, with ssh-keygen -V");
        }
        else if (certificate.NotAfter <= now)
        {
            yield return new("CertificateExpired", HealthSeverity.Low, $"the certificate ended on {certificate.NotAfter:yyyy-MM-dd}", "renew or remove it");
        }

        if (certificate.Principals.Count == 0)
        {
            yield return new("CertificateForAll", HealthSeverity.High, "the certificate names no principals, which old servers take for all of them", "sign it anew with ssh-keygen -n");
        }
    }

    // What lies in the file of a security key is of no use without the token.
    private static bool IsInToken(SshKeyFinding finding) => finding.KeyAlgorithm?.EndsWith("Sk", StringComparison.Ordinal) == true;

    private static bool CanRead(SshKeyFinding finding, int triad) => finding.Permissions is { Length: 9 } permissions && permissions[triad] == 'r';

    private static bool Has(SshKeyFinding finding, string option) =>
        finding.Options.Any(one => one.Name.Equals(option, StringComparison.OrdinalIgnoreCase));
}
