namespace Mim.Discovery.Leaks.Archives;

/// <summary>How much is unpacked of one file with all that is packed within: what real archives hold, and no bomb.</summary>
/// <param name="fileLength">In octets.</param>
internal sealed class ArchiveLimit(long fileLength)
{
    /// <summary>An archive in an archive, so many times; a packed tar counts twice.</summary>
    public const int MostDepth = 6;

    private const long LeastOctets = 256L << 20;

    /// <summary>Logs shrink to a fiftieth; a bomb is a thousand times its file, for each time that it is packed.</summary>
    private const int MostRatio = 100;

    private const int MostEntries = 1 << 20;

    private long _octets = Math.Max(LeastOctets, fileLength * MostRatio);
    private int _entries = MostEntries;

    /// <summary>Whether nothing more may be unpacked.</summary>
    public bool IsReached => _octets < 0 || _entries < 0;

    /// <exception cref="InvalidDataException">It is too much.</exception>
    public void Take(int octets)
    {
        _octets -= octets;
        Require();
    }

    /// <summary>One more file within.</summary>
    /// <exception cref="InvalidDataException">It is one too many.</exception>
    public void TakeEntry()
    {
        _entries--;
        Require();
    }

    private void Require()
    {
        if (IsReached)
        {
            throw new InvalidDataException("It unpacks to more than is looked through: the rest of it was not looked at.");
        }
    }
}
