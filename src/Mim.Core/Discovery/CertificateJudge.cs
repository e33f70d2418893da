using System.Security.Cryptography;
using Mim.Core.Identities;
using Mim.Core.Issuing;
using Mim.Core.Ports;
using Mim.Core.Risk;

namespace Mim.Core.Discovery;

/// <summary>
/// Says of what was seen what it is, whether clients accept it and who has it in the inventory. One certificate often stands in
/// thousands of places, so answers are remembered. For one thread.
/// </summary>
internal sealed class CertificateJudge(
    IInventoryReader inventory,
    ITrustAnchors anchors,
    ICertificateReader reader,
    ICertificatePathValidator validator,
    IOcspReader ocsp,
    WeakKeys weakKeys,
    TimeProvider time)
{
    private readonly Remembered<Judgement> _judgements = new();
    private readonly Remembered<IReadOnlyList<string>> _paths = new();
    private readonly KnownCredentials _known = new(inventory);
    private readonly StapleJudge _staples = new(ocsp, time);
    private TrustPool? _trust;

    /// <summary>A finding with all that the certificate says by itself; one that says it is damaged when it cannot be read.</summary>
    /// <param name="finding">The place.</param>
    /// <param name="certificate">DER.</param>
    public CertificateFinding Describe(CertificateFinding finding, byte[] certificate)
    {
        var judgement = Judge(certificate);
        return judgement.Facts is { } facts
            ? finding.With(facts) with { Health = judgement.Health, KnownAs = judgement.KnownAs }
            : finding with { Status = FindingStatus.Damaged, Detail = judgement.Trouble };
    }

    /// <summary>Why a client would refuse what a server showed.</summary>
    /// <param name="finding">Described.</param>
    /// <param name="chain">The issuers that were sent: DER.</param>
    /// <param name="host">Name or address that a client would ask for.</param>
    public CertificateFinding JudgePath(CertificateFinding finding, IReadOnlyList<byte[]> chain, string host)
    {
        if (finding.Certificate is not { } certificate || Judge(certificate).Facts is not { } facts)
        {
            return finding;
        }

        var errors = PathErrors(facts, chain);
        var name = validator.Validate(new PathRequest { Leaf = facts, Anchors = [], At = finding.FoundAt, HostName = host })
            .Single(check => check.Check == "HostName");
        var matches = name.Result == CheckResult.Passed;
        finding = finding with { NameMatches = matches, IsTrusted = errors.Count == 0, PathErrors = matches ? errors : [.. errors, name.Detail] };
        return _staples.Judge(finding, facts, chain);
    }

    private Judgement Judge(byte[] certificate) =>
        _judgements.Get(Convert.ToHexString(SHA256.HashData(certificate)), () => Read(certificate));

    private Judgement Read(byte[] certificate)
    {
        try
        {
            var facts = reader.Read(certificate);
            IReadOnlyList<HealthFinding> health =
                [.. weakKeys.Inspect(new CredentialKey(facts.SubjectPublicKeyInfo, facts)), .. CertificateHealth.Inspect(facts, time.GetUtcNow())];
            return new Judgement(facts, health, _known.NameOf(facts.Fingerprint), null);
        }
        catch (MimException exception) when (!exception.IsStoreTrouble)
        {
            return new Judgement(null, [], null, exception.Message);
        }
    }

    private IReadOnlyList<string> PathErrors(CertificateFacts leaf, IReadOnlyList<byte[]> chain) => _paths.Get(
        string.Join('/', chain.Select(issuer => Convert.ToHexString(SHA256.HashData(issuer))).Prepend(leaf.Fingerprint)),
        () => Validate(leaf, chain));

    private IReadOnlyList<string> Validate(CertificateFacts leaf, IReadOnlyList<byte[]> chain)
    {
        _trust ??= new TrustPool(inventory, anchors, reader);
        var known = chain.Select(issuer => Judge(issuer).Facts).OfType<CertificateFacts>().Prepend(leaf);
        var request = new PathRequest
        {
            Leaf = leaf,
            Intermediates = chain,
            Anchors = _trust.For(known),
            At = time.GetUtcNow(),

            // Any name: it is held against the certificate apart, and without one the purpose is not looked at.
            HostName = "host.invalid",
        };
        return [.. validator.Validate(request).Where(check => check.Result == CheckResult.Failed && check.Check != "HostName").Select(check => check.Detail)];
    }

    private sealed record Judgement(CertificateFacts? Facts, IReadOnlyList<HealthFinding> Health, string? KnownAs, string? Trouble);
}
