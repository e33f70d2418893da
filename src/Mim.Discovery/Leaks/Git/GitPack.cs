using Microsoft.Win32.SafeHandles;

namespace Mim.Discovery.Leaks.Git;

/// <summary>The objects of one pack file, version 2 (gitformat-pack). For one thread.</summary>
internal sealed class GitPack : IGitSource
{
    /// <summary>git itself makes chains of 50, and of 4,095 at most when it is asked to.</summary>
    private const int LongestChain = 4096;

    private const int LongestHeader = 64;

    private readonly int _idLength;
    private readonly GitPackIndex _index;
    private readonly SafeFileHandle _file;
    private readonly GitCache _cache = new();

    /// <summary>Where objects begin, in the order of their ids.</summary>
    private readonly long[] _offsets;

    /// <summary>The same in their own order, and which object begins there.</summary>
    private readonly long[] _places;
    private readonly int[] _order;
    private readonly byte[] _types;

    /// <exception cref="InvalidDataException">Its index is damaged.</exception>
    public GitPack(string indexPath, int idLength)
    {
        _idLength = idLength;
        _index = new GitPackIndex(indexPath, idLength);
        try
        {
            _offsets = _index.Offsets();
            _types = new byte[_offsets.Length];
            _places = [.. _offsets];
            _order = [.. Enumerable.Range(0, _offsets.Length)];
            Array.Sort(_places, _order);
            _file = GitFile.Open(Path.ChangeExtension(indexPath, ".pack"));
        }
        catch
        {
            _index.Dispose();
            throw;
        }
    }

    public int Count => _offsets.Length;

    public int Find(ReadOnlySpan<byte> id) => _index.Find(id);

    public byte[] IdOf(int index) => _index.IdOf(index);

    /// <summary>As they lie in the pack: what changed last comes first.</summary>
    public IEnumerable<int> Order() => _order;

    // A change is of the type of what it changes; whole chains are told at once, so that each is walked once.
    public GitObjectType TypeOf(int index)
    {
        var chain = new List<int>();
        while (_types[index] == 0)
        {
            chain.Add(index);
            var header = HeaderAt(_offsets[index]);
            if (header.Type is not (GitObjectType.OffsetDelta or GitObjectType.ReferenceDelta))
            {
                _types[index] = (byte)header.Type;
                break;
            }

            index = chain.Count < LongestChain ? OriginOf(header, index) : throw Damaged();
        }

        chain.ForEach(one => _types[one] = _types[index]);
        return (GitObjectType)_types[index];
    }

    public GitObject Read(int index)
    {
        var changes = new Stack<(long At, GitHeader Header)>();
        GitObject item;
        for (var at = _offsets[index]; !_cache.TryGet(at, out item);)
        {
            var header = HeaderAt(at);
            if (header.Type is GitObjectType.OffsetDelta or GitObjectType.ReferenceDelta)
            {
                changes.Push((at, header));
                at = changes.Count < LongestChain ? OriginAt(header, at) : throw Damaged();
                continue;
            }

            item = new GitObject(header.Type, GitInflater.Inflate(_file, header.ContentAt, header.Length));
            _cache.Put(at, item);
            break;
        }

        while (changes.TryPop(out var change))
        {
            var delta = GitInflater.Inflate(_file, change.Header.ContentAt, change.Header.Length);
            item = item with { Content = GitDelta.Apply(item.Content, delta) };
            _cache.Put(change.At, item);
        }

        return item;
    }

    public void Dispose()
    {
        _cache.Dispose();
        _file.Dispose();
        _index.Dispose();
    }

    private long OriginAt(GitHeader header, long at)
    {
        if (header.Type == GitObjectType.OffsetDelta)
        {
            return header.Distance > 0 && header.Distance < at ? at - header.Distance : throw Damaged();
        }

        return _index.Find(header.Origin) is >= 0 and var origin ? _offsets[origin] : throw Damaged();
    }

    private int OriginOf(GitHeader header, int index)
    {
        if (header.Type == GitObjectType.ReferenceDelta)
        {
            return _index.Find(header.Origin) is >= 0 and var origin ? origin : throw Damaged();
        }

        return Array.BinarySearch(_places, OriginAt(header, _offsets[index])) is >= 0 and var place ? _order[place] : throw Damaged();
    }

    private GitHeader HeaderAt(long at)
    {
        Span<byte> octets = stackalloc byte[LongestHeader];
        return GitHeader.Read(octets[..RandomAccess.Read(_file, octets, at)], at, _idLength);
    }

    private static InvalidDataException Damaged() => new("A pack of git is damaged.");
}
