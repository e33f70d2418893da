using System.Collections.Frozen;
using System.Formats.Asn1;
using Mim.Core.Issuing;

namespace Mim.Core.Risk;

/// <summary>Signatures over hashes that collide: with them, somebody else can own a certificate of the same signature.</summary>
internal static class SignatureStrength
{
    private const string RsaPss = "1.2.840.113549.1.1.10";
    private const string Sha1 = "1.3.14.3.2.26";

    /// <summary>Also by the old identifiers of the OIW, which some programs still write.</summary>
    private static readonly FrozenDictionary<string, string> Broken = new Dictionary<string, string>
    {
        ["1.2.840.113549.1.1.2"] = "MD2",
        ["1.2.840.113549.1.1.3"] = "MD4",
        ["1.2.840.113549.1.1.4"] = "MD5",
        ["1.3.14.3.2.2"] = "MD4",
        ["1.3.14.3.2.3"] = "MD5",
        ["1.3.14.3.2.4"] = "MD4",
        ["1.2.840.113549.1.1.5"] = "SHA-1",
        ["1.2.840.10040.4.3"] = "SHA-1",
        ["1.2.840.10045.4.1"] = "SHA-1",
        ["1.3.14.3.2.27"] = "SHA-1",
        ["1.3.14.3.2.29"] = "SHA-1",
    }.ToFrozenDictionary();

    public static IEnumerable<HealthFinding> Inspect(CertificateFacts facts)
    {
        if (BrokenHash(facts) is not { } hash)
        {
            yield break;
        }

        // What signed itself is trusted by its place in a store, and not by its own signature.
        yield return facts.IsSelfIssued
            ? new("SignatureBroken", HealthSeverity.Low, $"it signed itself over {hash}, which nobody relies on", "replace it by a newer one")
            : new(
                "SignatureBroken", hash == "SHA-1" ? HealthSeverity.High : HealthSeverity.Critical,
                $"it is signed over {hash}, which is broken: others can carry the same signature",
                "have it issued again over SHA-256");
    }

    private static string? BrokenHash(CertificateFacts facts) =>
        facts.SignatureAlgorithm == RsaPss ? IsPssOverSha1(facts.Der) ? "SHA-1" : null : Broken.GetValueOrDefault(facts.SignatureAlgorithm);

    // SHA-1 is what is meant where no hash is named (RFC 4055 section 3.1).
    private static bool IsPssOverSha1(byte[] certificate)
    {
        try
        {
            var outer = new AsnReader(certificate, AsnEncodingRules.DER).ReadSequence();
            outer.ReadEncodedValue();
            var algorithm = outer.ReadSequence();
            algorithm.ReadObjectIdentifier();
            var parameters = algorithm.HasData ? algorithm.ReadSequence() : algorithm;
            var hash = new Asn1Tag(TagClass.ContextSpecific, 0, isConstructed: true);
            return !parameters.HasData || parameters.PeekTag() != hash
                || parameters.ReadSequence(hash).ReadSequence().ReadObjectIdentifier() == Sha1;
        }
        catch (AsnContentException)
        {
            // Parameters that cannot be read are a trouble of the path's signatures, not one of hashes.
            return false;
        }
    }
}
