namespace Mim.Testing;

/// <summary>Damages samples the way disks, transfers and attackers do. The same seed gives the same cases.</summary>
public sealed class Mutator(int seed)
{
    private static readonly byte[] _edges = [0x00, 0x01, 0x7F, 0x80, 0xFF];
    private readonly Random _random = new(seed);

    /// <summary>A damaged copy of <paramref name="sample"/>.</summary>
    public byte[] Mutate(ReadOnlySpan<byte> sample)
    {
        var copy = new List<byte>(sample.ToArray());
        for (var left = _random.Next(1, 4); left > 0 && copy.Count > 0; left--)
        {
            Damage(copy);
        }

        return [.. copy];
    }

    private void Damage(List<byte> copy)
    {
        var at = _random.Next(copy.Count);
        switch (_random.Next(6))
        {
            case 0:
                copy[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1:
                copy[at] = _edges[_random.Next(_edges.Length)];
                break;
            case 2:
                copy.RemoveRange(at, copy.Count - at);
                break;
            case 3:
                copy.RemoveRange(at, Math.Min(_random.Next(1, 16), copy.Count - at));
                break;
            case 4:
                copy.Insert(at, (byte)_random.Next(256));
                break;
            default:
                copy.InsertRange(at, copy.GetRange(at, Math.Min(_random.Next(1, 64), copy.Count - at)));
                break;
        }
    }
}
