namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>The same text for the same seed. What it makes opens nothing, and nothing of it is in a file of this repository.</summary>
internal sealed class RandomText(int seed)
{
    public const string Digits = "0123456789";
    public const string Hex = Digits + "abcdef";
    public const string Lower = "abcdefghijklmnopqrstuvwxyz";
    public const string Alphanumeric = Digits + Lower + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    public const string Base64 = Alphanumeric + "+/";

    private readonly Random _random = new(seed);

    public int Next(int least, int most) => _random.Next(least, most + 1);

    public T Of<T>(params IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];

    public string Text(string octets, int length) => string.Create(length, octets, (text, from) =>
    {
        for (var index = 0; index < text.Length; index++)
        {
            text[index] = from[_random.Next(from.Length)];
        }
    });

    public byte[] Octets(int length)
    {
        var octets = new byte[length];
        _random.NextBytes(octets);
        return octets;
    }

    public string Base64Of(int octets) => Convert.ToBase64String(Octets(octets));

    public string Uuid() => $"{Text(Hex, 8)}-{Text(Hex, 4)}-4{Text(Hex, 3)}-{Text("89ab", 1)}{Text(Hex, 3)}-{Text(Hex, 12)}";

    /// <summary>As people and password managers make them: all sorts of characters.</summary>
    public string Password(int length) => Text(Alphanumeric, length - 4) + Text(Digits, 2) + Text("!#*@?", 1) + Text(Lower, 1);
}
