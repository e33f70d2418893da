using System.Globalization;

namespace Mim.Core.Rotation;

/// <summary>How many failures a run bears: a number, or a part of all.</summary>
public readonly record struct FailureLimit
{
    private readonly int _count;
    private readonly double? _part;

    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public FailureLimit(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        _count = count;
    }

    private FailureLimit(double part) => _part = part;

    /// <summary>Reads <c>5</c>, or <c>10%</c> of all.</summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public static FailureLimit Parse(string text)
    {
        var said = text.Trim();
        if (said.EndsWith('%')
            && double.TryParse(said.AsSpan(0, said.Length - 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent <= 100)
        {
            return new FailureLimit(percent / 100);
        }

        return int.TryParse(said, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? new FailureLimit(count)
            : throw new FormatException($"'{text}' is no limit. Write a number such as 5, or a part such as 10%.");
    }

    /// <summary>The number of failures borne among <paramref name="total"/>.</summary>
    public int Of(int total) => _part is { } part ? (int)(part * total) : _count;

    public override string ToString() => _part is { } part
        ? string.Create(CultureInfo.InvariantCulture, $"{part * 100:0.##}%")
        : _count.ToString(CultureInfo.InvariantCulture);
}
