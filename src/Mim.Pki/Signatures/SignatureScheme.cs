using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core.Issuing;

namespace Mim.Pki.Signatures;

/// <summary>How a signature was made.</summary>
/// <param name="KeyAlgorithm">Object identifier of the keys that make it.</param>
/// <param name="Hash">Of the content; unnamed for Ed25519, which takes the content itself.</param>
/// <param name="SaltLength">Of RSASSA-PSS; null for all others.</param>
internal sealed record SignatureScheme(string KeyAlgorithm, HashAlgorithmName Hash, int? SaltLength = null)
{
    /// <summary>SHA-1 collides: such a signature tells who signed, but not that he saw this content.</summary>
    public bool IsWeak => Hash == HashAlgorithmName.SHA1;

    /// <summary>Null when the algorithm is unknown here.</summary>
    /// <exception cref="AsnContentException">It is not an AlgorithmIdentifier.</exception>
    public static SignatureScheme? Read(ReadOnlyMemory<byte> algorithm)
    {
        var sequence = new AsnReader(algorithm, AsnEncodingRules.DER).ReadSequence();
        return sequence.ReadObjectIdentifier() switch
        {
            Oids.Sha1WithRsa => new(PublicKeyInfo.Rsa, HashAlgorithmName.SHA1),
            Oids.Sha256WithRsa => new(PublicKeyInfo.Rsa, HashAlgorithmName.SHA256),
            Oids.Sha384WithRsa => new(PublicKeyInfo.Rsa, HashAlgorithmName.SHA384),
            Oids.Sha512WithRsa => new(PublicKeyInfo.Rsa, HashAlgorithmName.SHA512),
            Oids.EcdsaWithSha1 => new(PublicKeyInfo.EllipticCurve, HashAlgorithmName.SHA1),
            Oids.EcdsaWithSha256 => new(PublicKeyInfo.EllipticCurve, HashAlgorithmName.SHA256),
            Oids.EcdsaWithSha384 => new(PublicKeyInfo.EllipticCurve, HashAlgorithmName.SHA384),
            Oids.EcdsaWithSha512 => new(PublicKeyInfo.EllipticCurve, HashAlgorithmName.SHA512),
            PublicKeyInfo.Ed25519 => new(PublicKeyInfo.Ed25519, default),
            Oids.RsaPss => ReadPss(sequence),
            _ => null,
        };
    }

    // RFC 4055 section 3.1; the mask's hash must be the content's, which is all that is in use.
    private static SignatureScheme? ReadPss(AsnReader algorithm)
    {
        var hash = Oids.Sha1;
        var maskHash = Oids.Sha1;
        var saltLength = 20;
        var trailer = 1;
        if (algorithm.HasData)
        {
            var parameters = algorithm.ReadSequence();
            hash = ReadField(parameters, 0, field => field.ReadSequence().ReadObjectIdentifier(), hash);
            maskHash = ReadField(parameters, 1, ReadMaskHash, maskHash);
            saltLength = ReadField(parameters, 2, ReadNumber, saltLength);
            trailer = ReadField(parameters, 3, ReadNumber, trailer);
            parameters.ThrowIfNotEmpty();
        }

        return trailer == 1 && hash == maskHash && saltLength is >= 0 and <= 2048 && HashOf(hash) is { } name
            ? new SignatureScheme(PublicKeyInfo.Rsa, name, saltLength)
            : null;
    }

    private static T ReadField<T>(AsnReader parameters, int tag, Func<AsnReader, T> read, T missing)
    {
        var wanted = new Asn1Tag(TagClass.ContextSpecific, tag, isConstructed: true);
        return parameters.HasData && parameters.PeekTag() == wanted ? read(parameters.ReadSequence(wanted)) : missing;
    }

    private static string ReadMaskHash(AsnReader field)
    {
        var function = field.ReadSequence();
        return function.ReadObjectIdentifier() == Oids.Mgf1 ? function.ReadSequence().ReadObjectIdentifier() : string.Empty;
    }

    private static int ReadNumber(AsnReader field) => field.TryReadInt32(out var number) ? number : -1;

    private static HashAlgorithmName? HashOf(string oid) => oid switch
    {
        Oids.Sha1 => HashAlgorithmName.SHA1,
        Oids.Sha256 => HashAlgorithmName.SHA256,
        Oids.Sha384 => HashAlgorithmName.SHA384,
        Oids.Sha512 => HashAlgorithmName.SHA512,
        _ => null,
    };
}
