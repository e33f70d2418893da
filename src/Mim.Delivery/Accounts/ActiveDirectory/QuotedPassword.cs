using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.ActiveDirectory;

/// <summary>Passwords as the attribute unicodePwd takes them: in UTF-16 within quotation marks (MS-ADTS section 3.1.1.3.1.5.1).</summary>
internal static class QuotedPassword
{
    /// <summary>For the caller to dispose.</summary>
    /// <param name="password">UTF-8; stays the caller's.</param>
    public static KeyMaterial Of(KeyMaterial password)
    {
        var text = GC.AllocateArray<char>(password.Length + 2, pinned: true);
        try
        {
            text[0] = '"';
            var length = 1 + Encoding.UTF8.GetChars(password.Span, text.AsSpan(1));
            text[length++] = '"';
            var quoted = new KeyMaterial(length * sizeof(char));
            Encoding.Unicode.GetBytes(text.AsSpan(0, length), quoted.Span);
            return quoted;
        }
        finally
        {
            Array.Clear(text);
        }
    }
}
