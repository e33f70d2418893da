using System.Runtime.InteropServices;
using System.Security;
using System.Text;

using Mim.Core.Sealing;
using Mim.Core.Tokens;
using Mim.Core.Vault;
using Mim.PowerShell.Commands;

namespace Mim.PowerShell.Binding;

/// <summary>Secrets on their way in and out: between SecureString and zeroed UTF-8, never through a string.</summary>
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

    /// <summary>Text that a command emits because it was asked for in clear is the caller's.</summary>
    public static string PlainText(KeyMaterial secret) => Encoding.UTF8.GetString(secret.Span);

    /// <summary>In which form a secret leaves, as the record says it.</summary>
    public static string Form(bool asPlainText) => asPlainText ? "plain text" : "SecureString";

    /// <summary>What a cmdlet emits of a token that was made.</summary>
    public static object Shown(IssuedToken token, bool asPlainText) => asPlainText ? PlainText(token.Token) : new MachineToken(token, Secure(token.Token));

    /// <summary>What a cmdlet emits of a secret that was read.</summary>
    public static object Shown(SecretReading reading, bool asPlainText) =>
        asPlainText ? PlainText(reading.Value!) : new MachineSecret(reading.Identity!, reading.Version!, Secure(reading.Value!));

    public static SecureString Secure(KeyMaterial secret)
    {
        var characters = GC.AllocateArray<char>(Encoding.UTF8.GetCharCount(secret.Span), pinned: true);
        try
        {
            var secure = new SecureString();
            foreach (var character in characters.AsSpan(0, Encoding.UTF8.GetChars(secret.Span, characters)))
            {
                secure.AppendChar(character);
            }

            secure.MakeReadOnly();
            return secure;
        }
        finally
        {
            Array.Clear(characters);
        }
    }
}
