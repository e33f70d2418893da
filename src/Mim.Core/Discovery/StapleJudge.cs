using System.Globalization;
using System.Security.Cryptography;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Revocation;
using Mim.Core.Risk;

namespace Mim.Core.Discovery;

/// <summary>Says what the OCSP response means that a server staples (RFC 6066 section 8). For one thread.</summary>
internal sealed class StapleJudge(IOcspReader reader, TimeProvider time)
{
    private const string Revoked = "StapleRevoked";
    private readonly Remembered<(OcspAnswer? Answer, string? Trouble)> _read = new();

    /// <param name="finding">With its staple, if it has one.</param>
    /// <param name="facts">Of its certificate.</param>
    /// <param name="chain">The issuers that were sent: DER.</param>
    public CertificateFinding Judge(CertificateFinding finding, CertificateFacts facts, IReadOnlyList<byte[]> chain)
    {
        if (finding.OcspStaple is not { } staple)
        {
            return finding;
        }

        var (answer, trouble) = _read.Get(
            $"{facts.Fingerprint}/{Convert.ToHexString(SHA256.HashData(staple))}/{chain.Count}", () => Read(staple, facts, chain));
        var health = Inspect(answer, trouble).ToList();
        return finding with
        {
            Ocsp = answer,
            IsTrusted = finding.IsTrusted == true && health.All(wrong => wrong.Rule != Revoked),
            PathErrors = [.. finding.PathErrors, .. health.Where(wrong => wrong.Rule == Revoked).Select(wrong => $"Its server says that {wrong.Detail}.")],
            Health = [.. finding.Health.Concat(health).OrderByDescending(wrong => wrong.Severity)],
        };
    }

    private (OcspAnswer? Answer, string? Trouble) Read(byte[] staple, CertificateFacts facts, IReadOnlyList<byte[]> chain)
    {
        try
        {
            return (reader.Read(staple, facts, chain), null);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidOcspResponse)
        {
            return (null, exception.Message);
        }
    }

    private IEnumerable<HealthFinding> Inspect(OcspAnswer? answer, string? trouble)
    {
        const string Mend = "let the server fetch another response";
        if (answer is null)
        {
            yield return new("StapleUseless", HealthSeverity.Low, $"the stapled OCSP response is of no use: {trouble?.TrimEnd('.')}", Mend);
        }
        else if (answer.IsSigned == false)
        {
            yield return new("StapleForged", HealthSeverity.Medium, "the stapled OCSP response is not signed by whom the issuer lets sign it", Mend);
        }
        else if (answer.NextUpdate < time.GetUtcNow())
        {
            yield return new("StapleExpired", HealthSeverity.Medium, $"the stapled OCSP response ended {Minute(answer.NextUpdate)}", Mend);
        }
        else if (answer.Status == OcspStatus.Revoked)
        {
            yield return new(Revoked, HealthSeverity.High, $"its issuer revoked it {Minute(answer.RevokedAt)}", "replace it");
        }
        else if (answer.Status == OcspStatus.Unknown)
        {
            yield return new("StapleUnknown", HealthSeverity.Medium, "the OCSP responder does not know the certificate", "ask its issuer");
        }
    }

    private static string Minute(DateTimeOffset? at) => string.Create(CultureInfo.InvariantCulture, $"{at?.UtcDateTime:yyyy-MM-dd HH:mm}Z");
}
