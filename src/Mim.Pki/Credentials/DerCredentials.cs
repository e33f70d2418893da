using System.Formats.Asn1;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;
using Mim.Pki.Keys;
using Mim.Pki.Revocation;

namespace Mim.Pki.Credentials;

/// <summary>Collects the certificates and keys in a binary file. The first tags inside tell the formats apart.</summary>
internal sealed class DerCredentials(KeyMaterial? password, DerivationBudget budget, FoundParts parts)
{
    private const int Pkcs12Version = 3;

    /// <returns>False when it is in no format known here.</returns>
    public bool Read(ReadOnlyMemory<byte> content)
    {
        if (!LooksLikeSequence(content.Span))
        {
            return false;
        }

        var sequence = new AsnReader(content, AsnEncodingRules.BER).ReadSequence();
        if (sequence.NextIs(Asn1Tag.ObjectIdentifier))
        {
            parts.Certificates.AddRange(Pkcs7.Read(content));
        }
        else if (sequence.NextIs(Asn1Tag.Integer))
        {
            return ReadVersioned(sequence, content);
        }
        else if (sequence.NextIs(Asn1Tag.Sequence))
        {
            return ReadSigned(sequence, content);
        }
        else
        {
            return false;
        }

        return true;
    }

    // Text may begin with a '0' too; a file this short or with such a length is none of ours.
    private static bool LooksLikeSequence(ReadOnlySpan<byte> content) =>
        content.Length > 16 && content[0] == 0x30
        && (content[1] is >= 0x80 and <= 0x84 || content[1] == content.Length - 2);

    private bool ReadVersioned(AsnReader sequence, ReadOnlyMemory<byte> content)
    {
        var version = sequence.TryReadInt32(out var number) ? number : -1;
        if (version == Pkcs12Version)
        {
            new PfxReader(password, budget, new PfxCredentials(budget, parts)).Read(content);
        }
        else if (sequence.NextIs(Asn1Tag.Sequence))
        {
            parts.Keys.Add(KeyMaterial.CopyOf(content.Span));
        }
        else if (sequence.NextIs(Asn1Tag.Integer))
        {
            parts.Keys.Add(OldKeyForms.WrapRsa(content.Span));
        }
        else if (sequence.NextIs(Asn1Tag.PrimitiveOctetString))
        {
            parts.Keys.Add(OldKeyForms.WrapCurve(content, null));
        }
        else
        {
            return false;
        }

        return true;
    }

    // A certificate, a revocation list or an encrypted key: the first two differ only deep inside.
    private bool ReadSigned(AsnReader sequence, ReadOnlyMemory<byte> content)
    {
        sequence.ReadEncodedValue();
        if (!sequence.NextIs(Asn1Tag.PrimitiveOctetString))
        {
            parts.Certificates.Add(content.ToArray());
            return !IsRevocationList(content);
        }

        var given = password ?? throw new MimException(MimErrorCause.WrongPassword, "It needs a password.");
        parts.Keys.Add(EncryptedPrivateKey.Read(content, given, budget));
        return true;
    }

    private static bool IsRevocationList(ReadOnlyMemory<byte> content)
    {
        try
        {
            ParsedCrl.Read(content);
            return true;
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
