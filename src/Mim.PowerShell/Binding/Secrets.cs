using System.Runtime.InteropServices;
using System.Security;
using System.Text;

using Mim.Core;
using Mim.Core.Sealing;

namespace Mim.PowerShell.Binding;

/// <summary>Secrets on their way in: from a SecureString or a file to zeroed UTF-8, never through a string.</summary>
internal static class Secrets
{
    private const int LongestFile = 64 * 1024;

    public static KeyMaterial Utf8(SecureString secret)
    {
        var characters = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            unsafe
            {
                var text = new ReadOnlySpan<char>((void*)characters, secret.Length);
                var material = new KeyMaterial(Encoding.UTF8.GetByteCount(text));
                Encoding.UTF8.GetBytes(text, material.Span);
                return material;
            }
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(characters);
        }
    }

    public static KeyMaterial? Utf8OrNull(SecureString? secret) => secret is null ? null : Utf8(secret);

    /// <summary>The content of a file without the line end that editors and echo leave.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidFile"/> when it is empty or too long for a passphrase.</exception>
    public static KeyMaterial FromFile(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (stream.Length is 0 or > LongestFile)
        {
            throw new MimException(
                MimErrorCause.InvalidFile, $"The passphrase file '{path}' is empty or longer than {LongestFile} bytes.", path);
        }

        using var content = new KeyMaterial((int)stream.Length);
        stream.ReadExactly(content.Span);
        return KeyMaterial.CopyOf(content.Span.TrimEnd("\r\n"u8));
    }
}
