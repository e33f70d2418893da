namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Where a value lies. Nothing when it is empty.</summary>
internal readonly record struct OctetRange(int Start, int Length)
{
    public static OctetRange None => default;

    public int End => Start + Length;

    public bool IsNone => Length == 0;
}
