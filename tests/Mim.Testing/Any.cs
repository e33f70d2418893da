using FsCheck;
using FsCheck.Fluent;

namespace Mim.Testing;

/// <summary>Properties: what must hold for any input. A failure shows the smallest input found and the seed that leads to it.</summary>
public static class Any
{
    private const int Cases = 2000;

    /// <summary>Text of every kind: what formats use as marks, control characters, other scripts, halves of surrogate pairs.</summary>
    public static Arbitrary<string> Text { get; } = Arb.From(
        Gen.Frequency(
            (4, Gen.Choose(' ', '~')),
            (3, Gen.Elements<int>([.. "\\\",+\"=<>;#/{}[]*?".Select(mark => (int)mark)])),
            (2, Gen.Choose(0, 0xD7FF)),
            (1, Gen.Choose(0, 0x1F)),
            (1, Gen.Choose(0xD800, 0xFFFF))).Select(code => (char)code).ArrayOf().Select(characters => new string(characters)),
        text => Enumerable.Range(0, text.Length).Select(at => text.Remove(at, 1)));

    public static void Holds<T>(Arbitrary<T> any, Action<T> property) =>
        Prop.ForAll(any, property).Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    public static void Holds<T>(Gen<T> any, Action<T> property) => Holds(any.ToArbitrary(), property);
}
