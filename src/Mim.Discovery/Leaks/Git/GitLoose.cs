using System.Buffers.Text;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Objects that lie in files of their own.</summary>
internal sealed class GitLoose : IGitSource
{
    /// <summary>git packs what lies loose at some thousands.</summary>
    private const int MostObjects = 2_000_000;

    private const int LongestHeader = 32;

    private readonly string _folder;
    private readonly List<string> _ids;
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    /// <param name="folder">That of the objects.</param>
    /// <param name="idLength">In octets.</param>
    public GitLoose(string folder, int idLength)
    {
        _folder = folder;
        _ids = [.. Enumerable.Range(0, 256).Select(first => first.ToString("x2", provider: null)).SelectMany(Names)
            .Where(id => id.Length == 2 * idLength && id.All(char.IsAsciiHexDigitLower)).Take(MostObjects)];
        for (var index = 0; index < _ids.Count; index++)
        {
            _indices[_ids[index]] = index;
        }
    }

    public int Count => _ids.Count;

    public int Find(ReadOnlySpan<byte> id) => _indices.GetValueOrDefault(Convert.ToHexStringLower(id), -1);

    public byte[] IdOf(int index) => Convert.FromHexString(_ids[index]);

    public IEnumerable<int> Order() => Enumerable.Range(0, Count);

    public GitObjectType TypeOf(int index)
    {
        using var file = GitFile.Open(PathOf(index));
        using var content = GitInflater.Open(file, 0);
        return Header(content).Type;
    }

    public GitObject Read(int index)
    {
        using var file = GitFile.Open(PathOf(index));
        var (type, used, length) = (GitObjectType.None, 0, 0L);
        using (var content = GitInflater.Open(file, 0))
        {
            (type, used, length) = Header(content);
        }

        return new GitObject(type, GitInflater.Inflate(file, 0, length + used)[used..]);
    }

    public void Dispose()
    {
    }

    private string PathOf(int index) => Path.Join(_folder, _ids[index][..2], _ids[index][2..]);

    private IEnumerable<string> Names(string first) => Path.Join(_folder, first) is var folder && Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder).Select(path => first + Path.GetFileName(path))
        : [];

    // "blob 123\0"
    private static (GitObjectType Type, int Used, long Length) Header(Stream content)
    {
        Span<byte> octets = stackalloc byte[LongestHeader];
        ReadOnlySpan<byte> header = octets[..content.ReadAtLeast(octets, octets.Length, throwOnEndOfStream: false)];
        var (blank, end) = (header.IndexOf((byte)' '), header.IndexOf((byte)0));
        if (blank < 0 || end < blank || !Utf8Parser.TryParse(header[(blank + 1)..end], out long length, out var digits) || digits != end - blank - 1)
        {
            throw new InvalidDataException("A loose object of git is damaged.");
        }

        var name = header[..blank];
        var type = name.SequenceEqual("blob"u8) ? GitObjectType.Blob
            : name.SequenceEqual("tree"u8) ? GitObjectType.Tree
            : name.SequenceEqual("commit"u8) ? GitObjectType.Commit : GitObjectType.Tag;
        return (type, end + 1, length);
    }
}
