using System.Runtime.InteropServices;
using System.Security;
using System.Text;

using Mim.Core.Sealing;

namespace Mim.PowerShell.Binding;

/// <summary>Secrets on their way in: from a SecureString to zeroed UTF-8, never through a string.</summary>
internal static class Secrets
{
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
}
