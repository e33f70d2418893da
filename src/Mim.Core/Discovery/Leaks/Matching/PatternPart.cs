namespace Mim.Core.Discovery.Leaks.Matching;

/// <summary>Octets as they are, or a run of octets of one class.</summary>
/// <param name="Literal">Null for a run.</param>
/// <param name="Class">Null for a literal.</param>
/// <param name="Least">Of a run, in octets.</param>
/// <param name="Most">Of a run, in octets.</param>
internal readonly record struct PatternPart(byte[]? Literal, OctetClass? Class, int Least, int Most)
{
    public bool CanBeginWith(OctetClass other) =>
        Literal is not null ? other.Contains(Literal[0]) : Class!.Members.Any(member => other.Contains((byte)member));
}
