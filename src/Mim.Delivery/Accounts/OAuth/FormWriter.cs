using Mim.Core.Sealing;

namespace Mim.Delivery.Accounts.OAuth;

/// <summary>Parameters as forms send them (application/x-www-form-urlencoded), in buffers that are zeroed.</summary>
internal sealed class FormWriter : IDisposable
{
    private readonly SecretWriter _form = new();

    /// <summary>The parameters so far, for the caller to dispose.</summary>
    public KeyMaterial ToKeyMaterial() => _form.ToKeyMaterial();

    /// <param name="name">Of letters and underscores.</param>
    /// <param name="value">UTF-8.</param>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (_form.Length > 0)
        {
            _form.Write("&"u8);
        }

        _form.Write(name);
        _form.Write("="u8);
        Escape(_form, value);
    }

    /// <summary>One value, for the caller to dispose.</summary>
    public static KeyMaterial Escaped(ReadOnlySpan<byte> value)
    {
        using var escaped = new SecretWriter();
        Escape(escaped, value);
        return escaped.ToKeyMaterial();
    }

    public void Dispose() => _form.Dispose();

    private static void Escape(SecretWriter to, ReadOnlySpan<byte> value)
    {
        var digits = "0123456789ABCDEF"u8;
        foreach (var octet in value)
        {
            if (char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'-' or (byte)'.' or (byte)'_')
            {
                to.Write([octet]);
            }
            else
            {
                to.Write([(byte)'%', digits[octet >> 4], digits[octet & 0xF]]);
            }
        }
    }
}
