using System.Formats.Asn1;
using System.Security.Cryptography;
using Mim.Core;
using Mim.Core.Sealing;
using Mim.Pki.Encryption;

namespace Mim.Pki.Credentials;

/// <summary>Reads PKCS#12 (RFC 7292). Every structure is taken apart here, so that counts and sizes of strangers stay bounded.</summary>
internal sealed class PfxReader(KeyMaterial? password, DerivationBudget budget, IPfxBags bags)
{
    private const int DeepestBag = 4;

    private static readonly Asn1Tag Zero = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private KeyMaterial? _password = password;

    /// <exception cref="MimException"><see cref="MimErrorCause.WrongPassword"/>.</exception>
    public void Read(ReadOnlyMemory<byte> der)
    {
        var safe = ReadSafe(der, out var pfx);
        if (pfx.HasData)
        {
            CheckMac(PfxMac.Read(pfx.ReadSequence()), safe);
        }

        ReadContentInfos(safe, withEncrypted: true);
    }

    /// <summary>Reads what needs no password, without looking whether anybody changed it.</summary>
    /// <returns>Whether that is all there is.</returns>
    public bool ReadUnencrypted(ReadOnlyMemory<byte> der) => ReadContentInfos(ReadSafe(der, out _), withEncrypted: false);

    private static byte[] ReadSafe(ReadOnlyMemory<byte> der, out AsnReader pfx)
    {
        pfx = new AsnReader(der, AsnEncodingRules.BER).ReadSequence();
        pfx.ReadIntegerBytes();
        var info = pfx.ReadSequence();
        return info.ReadObjectIdentifier() == Oids.Data
            ? info.ReadSequence(Zero).ReadOctetString()
            : throw new MimException(MimErrorCause.InvalidFile, "It is protected by a signature instead of a password.");
    }

    private bool ReadContentInfos(byte[] safe, bool withEncrypted)
    {
        var all = true;
        var infos = new AsnReader(safe, AsnEncodingRules.BER).ReadSequence();
        while (infos.HasData)
        {
            all &= ReadContentInfo(infos.ReadSequence(), withEncrypted);
        }

        return all;
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

    private bool ReadContentInfo(AsnReader info, bool withEncrypted)
    {
        switch (info.ReadObjectIdentifier())
        {
            case Oids.Data:
                ReadBags(info.ReadSequence(Zero).ReadOctetString(), depth: 0);
                return true;
            case Oids.EncryptedData when withEncrypted:
                ReadEncrypted(info.ReadSequence(Zero).ReadSequence());
                return true;
            case Oids.EncryptedData:
                return false;
            case var other:
                throw new MimException(MimErrorCause.InvalidFile, $"Its content of type {other} is not supported.");
        }
    }

    private void ReadEncrypted(AsnReader data)
    {
        data.ReadIntegerBytes();
        var content = data.ReadSequence();
        content.ReadObjectIdentifier();
        var algorithm = content.ReadSequence();
        var octets = content.ReadOctetString(new Asn1Tag(TagClass.ContextSpecific, 0));
        using var plain = PasswordEncryption.Decrypt(algorithm, octets, _password, budget);
        ReadBags(plain.Memory, depth: 0);
    }

    private void ReadBags(ReadOnlyMemory<byte> contents, int depth)
    {
        if (depth > DeepestBag)
        {
            throw new AsnContentException("The bags are nested too deep.");
        }

        var sequence = new AsnReader(contents, AsnEncodingRules.BER).ReadSequence();
        while (sequence.HasData)
        {
            var bag = sequence.ReadSequence();
            var oid = bag.ReadObjectIdentifier();
            var value = bag.ReadSequence(Zero);
            var attributes = bag.HasData ? bag.ReadEncodedValue() : ReadOnlyMemory<byte>.Empty;
            switch (oid)
            {
                case Oids.CertificateBag:
                    ReadCertificate(value.ReadSequence(), attributes);
                    break;
                case Oids.KeyBag:
                    bags.AddKey(value.ReadEncodedValue(), attributes);
                    break;
                case Oids.ShroudedKeyBag:
                    bags.AddEncryptedKey(value.ReadEncodedValue(), _password, attributes);
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

    private void ReadCertificate(AsnReader bag, ReadOnlyMemory<byte> attributes)
    {
        if (bag.ReadObjectIdentifier() == Oids.X509Certificate)
        {
            bags.AddCertificate(bag.ReadSequence(Zero).ReadOctetString(), attributes);
        }
    }
}
