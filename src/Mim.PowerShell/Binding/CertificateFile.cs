using System.Security.Cryptography;
using System.Text;

using Mim.Core;

namespace Mim.PowerShell.Binding;

/// <summary>Reads files that hold certificates, requests or lists, and no keys.</summary>
internal static class CertificateFile
{
    private const int Longest = 16 * 1024 * 1024;
    private const string Label = "CERTIFICATE";

    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/> when it is empty or far too long.</exception>
    public static byte[] Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length is 0 or > Longest)
        {
            throw new MimException(MimErrorCause.InvalidFile, $"'{path}' is empty or longer than {Longest} bytes.", path);
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    /// <summary>The certificates of a PEM or DER file: DER, in the order of the file.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/>.</exception>
    public static IReadOnlyList<byte[]> Certificates(string path)
    {
        var content = Read(path);
        if (content.AsSpan().IndexOf("-----BEGIN "u8) < 0)
        {
            return [content];
        }

        var certificates = Blocks(Encoding.ASCII.GetString(content)).ToList();
        return certificates.Count > 0
            ? certificates
            : throw new MimException(MimErrorCause.InvalidFile, $"'{path}' holds no certificate.", path);
    }

    private static IEnumerable<byte[]> Blocks(string text)
    {
        for (var rest = text; PemEncoding.TryFind(rest, out var block); rest = rest[block.Location.End..])
        {
            if (rest[block.Label] == Label)
            {
                yield return Convert.FromBase64String(rest[block.Base64Data]);
            }
        }
    }
}
