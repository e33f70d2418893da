using Mim.Core;
using Mim.Core.Discovery;
using Mim.Core.Ports;
using Mim.Core.Sealing;
using Mim.Pki.Certificates;

namespace Mim.Pki.Containers;

/// <summary>
/// Java's own keystores, JKS and JCEKS. Only their keys are encrypted, so certificates are shown without a password; the digest
/// over the whole, which needs one, is not checked. Keystores of today are PKCS#12: <see cref="PfxContainerReader"/>.
/// </summary>
public sealed class JavaKeystoreContainerReader : ICertificateContainerReader
{
    private const uint Jks = 0xFEEDFEED;
    private const uint Jceks = 0xCECECECE;
    private const uint Key = 1;
    private const uint Trusted = 2;
    private const uint Secret = 3;
    private const int ShortestStore = 12;
    private const int LongestChain = 100;

    public CertificateContainer? Read(
        ReadOnlyMemory<byte> content, IReadOnlyList<KeyMaterial> passwords, CancellationToken cancellationToken)
    {
        if (content.Length < ShortestStore || FormatOf(new BigEndianReader(content).ReadUInt32()) is not { } format)
        {
            return null;
        }

        var found = new List<ContainedCertificate>();
        string? trouble;
        try
        {
            trouble = ReadEntries(new BigEndianReader(content[4..]), found, cancellationToken);
        }
        catch (Exception exception) when (exception is EndOfStreamException or FormatException)
        {
            trouble = "It is malformed or truncated.";
        }

        return new CertificateContainer(format)
        {
            Certificates = found,
            Status = trouble is null ? FindingStatus.Found : FindingStatus.Damaged,
            Detail = trouble,
        };
    }

    private static string? FormatOf(uint mark) => mark switch { Jks => "Jks", Jceks => "Jceks", _ => null };

    private static string? ReadEntries(BigEndianReader reader, List<ContainedCertificate> found, CancellationToken cancellationToken)
    {
        string? trouble = null;
        var version = reader.ReadUInt32();
        if (version is not (1 or 2))
        {
            throw new FormatException();
        }

        for (var left = reader.ReadUInt32(); left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var kind = reader.ReadUInt32();
            var alias = reader.ReadText();

            // When it was put there.
            reader.ReadInt64();
            var chain = ReadEntry(reader, version, kind);
            var sound = chain.TakeWhile(IsCertificate).ToList();
            trouble ??= sound.Count == chain.Count ? null : $"A certificate of its entry '{alias}' cannot be read.";
            if (sound is [var own, .. var issuers])
            {
                found.Add(new ContainedCertificate(own) { Name = alias, Chain = issuers, HasPrivateKey = kind == Key, IsEncrypted = kind == Key });
            }
        }

        return trouble;
    }

    private static List<byte[]> ReadEntry(BigEndianReader reader, uint version, uint kind)
    {
        switch (kind)
        {
            case Key:
                reader.ReadOctets();
                return ReadChain(reader, version, reader.ReadUInt32());
            case Trusted:
                return ReadChain(reader, version, 1);
            case Secret:
                new JavaObjectSkipper(reader).Skip();
                return [];
            default:
                throw new FormatException();
        }
    }

    private static List<byte[]> ReadChain(BigEndianReader reader, uint version, uint length)
    {
        if (length > LongestChain)
        {
            throw new FormatException();
        }

        var chain = new List<byte[]>();
        for (; length > 0; length--)
        {
            // The first version had X.509 only.
            var type = version == 1 ? "X.509" : reader.ReadText();
            var der = reader.ReadOctets().ToArray();
            if (type is "X.509" or "X509")
            {
                chain.Add(der);
            }
        }

        return chain;
    }

    private static bool IsCertificate(byte[] der)
    {
        try
        {
            ParsedCertificate.Read(der);
            return true;
        }
        catch (MimException)
        {
            return false;
        }
    }
}
