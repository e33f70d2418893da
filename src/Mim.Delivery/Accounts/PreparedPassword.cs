using System.Text;
using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts;

/// <summary>
/// Passwords as SCRAM compares them: in the compatibility form of Unicode, as SASLprep has it (RFC 4013 section 2.2). What is not
/// Unicode is taken as it is, which is what PostgreSQL does.
/// </summary>
internal static class PreparedPassword
{
    /// <summary>In UTF-8, for the caller to dispose.</summary>
    /// <param name="password">UTF-8; stays the caller's.</param>
    public static KeyMaterial Of(KeyMaterial password)
    {
        if (Ascii.IsValid(password.Span))
        {
            return KeyMaterial.CopyOf(password.Span);
        }

        // Composition for compatibility makes at most 18 characters of one.
        const int mostGrowth = 18;
        var text = GC.AllocateArray<char>(password.Length, pinned: true);
        var normal = GC.AllocateArray<char>(password.Length * mostGrowth, pinned: true);
        try
        {
            var length = Encoding.UTF8.GetChars(password.Span, text);
            if (!text.AsSpan(0, length).TryNormalize(normal, out var written, NormalizationForm.FormKC))
            {
                return KeyMaterial.CopyOf(password.Span);
            }

            var prepared = new KeyMaterial(Encoding.UTF8.GetByteCount(normal, 0, written));
            Encoding.UTF8.GetBytes(normal.AsSpan(0, written), prepared.Span);
            return prepared;
        }
        catch (ArgumentException)
        {
            return KeyMaterial.CopyOf(password.Span);
        }
        finally
        {
            Array.Clear(text);
            Array.Clear(normal);
        }
    }
}
