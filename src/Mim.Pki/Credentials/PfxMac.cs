using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>What protects the integrity of a PKCS#12 file: the old derivation (RFC 7292 section 4) or PBMAC1 (RFC 9579).</summary>
internal sealed record PfxMac(HashAlgorithmName Hash, byte[] Digest, byte[] Salt, int Rounds, Pbkdf2Derivation? Derivation)
{
    public static PfxMac Read(AsnReader mac)
    {
        var info = mac.ReadSequence();
        var algorithm = info.ReadSequence();
        var oid = algorithm.ReadObjectIdentifier();
        var digest = info.ReadOctetString();
        if (oid == Oids.Pbmac1)
        {
            var parameters = algorithm.ReadSequence();
            var derivation = Pbkdf2Derivation.Read(parameters.ReadSequence());
            return new PfxMac(
                Pbkdf2Derivation.HashOf(parameters.ReadSequence().ReadObjectIdentifier()), digest, [], derivation.Rounds, derivation);
        }

        var hash = oid switch
        {
            Oids.Sha1 => HashAlgorithmName.SHA1,
            Oids.Sha256 => HashAlgorithmName.SHA256,
            Oids.Sha384 => HashAlgorithmName.SHA384,
            Oids.Sha512 => HashAlgorithmName.SHA512,
            _ => throw new MimException(MimErrorCause.InvalidFile, $"Its digest {oid} is not supported."),
        };
        var salt = mac.ReadOctetString();
        var rounds = !mac.HasData ? 1 : mac.TryReadInt32(out var number) ? number : int.MaxValue;
        return new PfxMac(hash, digest, salt, rounds, null);
    }

    public bool Matches(byte[] content, KeyMaterial? password, DerivationBudget budget)
    {
        budget.Spend(Rounds);
        using var key = DeriveKey(password, budget.Token);
        return CryptographicOperations.FixedTimeEquals(CryptographicOperations.HmacData(Hash, key.Span, content), Digest);
    }

    private KeyMaterial DeriveKey(KeyMaterial? password, CancellationToken cancellationToken)
    {
        var length = CryptographicOperations.HashData(Hash, []).Length;
        if (Derivation is null)
        {
            return Pkcs12Derivation.Derive(Hash, Pkcs12Derivation.Purpose.Mac, password, Salt, Rounds, length, cancellationToken);
        }

        return Derivation.KeyLength is > 0 and <= 1024 and var given
            ? Derivation.Derive(password, given, cancellationToken)
            : throw new AsnContentException("The length of the key is missing (RFC 9579 section 4).");
    }
}
