using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>Reads PKCS#12 (RFC 7292). Every structure is taken apart here, so that counts and sizes of strangers stay bounded.</summary>
internal sealed class PfxReader(KeyMaterial? password, DerivationBudget budget, FoundParts parts)
{
    private const int DeepestBag = 4;

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private KeyMaterial? _password = password;

    /// <exception cref="MimException"><see cref="MimErrorCause.WrongPassword"/>.</exception>
    public void Read(ReadOnlyMemory<byte> der)
    {
        var pfx = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        pfx.ReadIntegerBytes();
        var info = pfx.ReadSequence();
        if (info.ReadObjectIdentifier() != Oids.Data)
        {
            throw new MimException(MimErrorCause.InvalidFile, "It is protected by a signature instead of a password.");
        }

        var safe = info.ReadSequence(Zero).ReadOctetString();
        if (pfx.HasData)
        {
            CheckMac(PfxMac.Read(pfx.ReadSequence()), safe);
        }

        var infos = new AsnReader(safe, AsnEncodingRules.BER).ReadSequence();
        while (infos.HasData)
        {
            ReadContentInfo(infos.ReadSequence());
        }
    }

    // Without a password, files are made both with none at all and with an empty one.
    private void CheckMac(PfxMac mac, byte[] safe)
    {
        if (mac.Matches(safe, _password, budget))
        {
            return;
        }

        var given = _password;
        if (given is null)
        {
            var empty = new KeyMaterial(0);
            if (mac.Matches(safe, empty, budget))
            {
                _password = empty;
                return;
            }
        }

        throw new MimException(
            MimErrorCause.WrongPassword, given is null ? "It needs a password." : "The password is wrong, or the file is damaged.");
    }

    private void ReadContentInfo(AsnReader info)
    {
        switch (info.ReadObjectIdentifier())
        {
            case Oids.Data:
                ReadBags(info.ReadSequence(Zero).ReadOctetString(), depth: 0);
                break;
            case Oids.EncryptedData:
                var data = info.ReadSequence(Zero).ReadSequence();
                data.ReadIntegerBytes();
                var content = data.ReadSequence();
                content.ReadObjectIdentifier();
                var algorithm = content.ReadSequence();
                var octets = content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
                using (var plain = PasswordEncryption.Decrypt(algorithm, octets, _password, budget))
                {
                    ReadBags(plain.Memory, depth: 0);
                }

                break;
            case var other:
                throw new MimException(MimErrorCause.InvalidFile, $"Its content of type {other} is not supported.");
        }
    }

    private void ReadBags(ReadOnlyMemory<byte> contents, int depth)
    {
        if (depth > DeepestBag)
        {
            throw new AsnContentException("The bags are nested too deep.");
        }

        var bags = new AsnReader(contents, AsnEncodingRules.BER).ReadSequence();
        while (bags.HasData)
        {
            var bag = bags.ReadSequence();
            var oid = bag.ReadObjectIdentifier();
            var value = bag.ReadSequence(Zero);
            switch (oid)
            {
                case Oids.CertificateBag:
                    ReadCertificate(value.ReadSequence());
                    break;
                case Oids.KeyBag:
                    parts.Keys.Add(KeyMaterial.CopyOf(value.ReadEncodedValue().Span));
                    break;
                case Oids.ShroudedKeyBag:
                    parts.Keys.Add(EncryptedPrivateKey.Read(value.ReadEncodedValue(), _password, budget));
                    break;
                case Oids.SafeContentsBag:
                    ReadBags(value.ReadEncodedValue(), depth + 1);
                    break;
                default:
                    // Lists and secrets of other kinds are none of our business.
                    break;
            }
        }
    }

    private void ReadCertificate(AsnReader bag)
    {
        if (bag.ReadObjectIdentifier() == Oids.X509Certificate)
        {
            parts.Certificates.Add(bag.ReadSequence(Zero).ReadOctetString());
        }
    }
}
