using System.Buffers.Text;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using Mim.Core.Discovery.Ssh;
using Mim.Core.Sealing;
using Mim.Ssh.Keys;

namespace Mim.Ssh.Formats;

/// <summary>Private keys in PEM, which OpenSSH wrote before 2019 and still reads: PKCS#1, SEC 1, DSA and PKCS#8.</summary>
internal static class PemFormat
{
    private static readonly (string Label, string Format)[] _labels =
    [
        ("RSA PRIVATE KEY", "Pkcs1"), ("EC PRIVATE KEY", "Sec1"), ("DSA PRIVATE KEY", "Dsa"), ("PRIVATE KEY", "Pkcs8"),
        ("ENCRYPTED PRIVATE KEY", "Pkcs8"),
    ];

    /// <summary>Null when the content is none of SSH's: of an algorithm that SSH does not have, or with a certificate beside it.</summary>
    public static SshKeySighting? TryRead(ReadOnlySpan<byte> content, SshKeyRole role, bool isOutline)
    {
        var keys = 0;
        var found = (Label: "", Format: "");
        foreach (var candidate in _labels)
        {
            if (content.Count(Encoding.ASCII.GetBytes($"-----BEGIN {candidate.Label}-----")) is var count and > 0)
            {
                (keys, found) = (keys + count, candidate);
            }
        }

        if (keys != 1 || content.Count("-----BEGIN "u8) != keys + content.Count("-----BEGIN EC PARAMETERS-----"u8))
        {
            return null;
        }

        var sighting = Sightings.Of(role, found.Format) with { HasPrivateKey = true };
        try
        {
            return OldKeyFile.IsEncrypted(content) ? sighting with { IsEncrypted = true, Derivation = "md5", Rounds = 1 }
                : isOutline ? sighting with { IsEncrypted = found.Label.StartsWith("ENCRYPTED", StringComparison.Ordinal) }
                : Read(content, found.Label, sighting);
        }
        catch (SshForeignKeyException)
        {
            return null;
        }
        catch (Exception trouble) when (trouble is SshFormatException or CryptographicException or AsnContentException or PlatformNotSupportedException)
        {
            return Sightings.Damaged(role, found.Format, trouble is SshFormatException ? trouble.Message : "its key cannot be read.");
        }
    }

    private static SshKeySighting Read(ReadOnlySpan<byte> content, string label, SshKeySighting sighting)
    {
        if (label is "RSA PRIVATE KEY" or "EC PRIVATE KEY")
        {
            return WithKey(sighting, OldKeyFile.Read(content));
        }

        using var der = Body(content);
        return label switch
        {
            "DSA PRIVATE KEY" => WithKey(sighting, DsaKeyFile.Read(der.Memory)),
            "PRIVATE KEY" => WithKey(sighting, Pkcs8Key.Read(der.Memory)),
            _ => sighting with { IsEncrypted = true, Derivation = Pkcs8Key.Derivation(der.Memory, out var rounds), Rounds = rounds },
        };
    }

    private static SshKeySighting WithKey(SshKeySighting sighting, SshPublicKey? key) => key is null
        ? sighting with { Detail = "Its public key is not in it." }
        : Sightings.Of(sighting.Role, sighting.Format!, key) with { HasPrivateKey = true };

    private static KeyMaterial Body(ReadOnlySpan<byte> content)
    {
        if (!PemEncoding.TryFindUtf8(content, out var fields))
        {
            throw new SshFormatException("its frame is not whole.");
        }

        var der = new KeyMaterial(fields.DecodedDataLength);
        Base64.DecodeFromUtf8(content[fields.Base64Data], der.Span, out _, out _);
        return der;
    }
}
