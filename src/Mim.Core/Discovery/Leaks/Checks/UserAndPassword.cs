namespace Mim.Core.Discovery.Leaks.Checks;

/// <summary>A name, a colon and a password.</summary>
internal static class UserAndPassword
{
    private const int LeastPassword = 3;

    public static bool IsPair(ReadOnlySpan<byte> value) =>
        value.IndexOf((byte)':') is > 0 and var colon && value.Length - colon > LeastPassword
        && value[0] != '$' && value[colon + 1] is not ((byte)'$' or (byte)'/') && !Placeholders.Has(value[(colon + 1)..]);
}
