namespace Mim.Discovery.Leaks.Git;

/// <summary>Objects of a repository: those of one pack, or those that lie loose.</summary>
internal interface IGitSource : IDisposable
{
    int Count { get; }

    /// <summary>Index of an object; negative when it is elsewhere.</summary>
    int Find(ReadOnlySpan<byte> id);

    /// <summary>Id of an object.</summary>
    byte[] IdOf(int index);

    /// <summary>The objects in the order that reads best.</summary>
    IEnumerable<int> Order();

    /// <exception cref="InvalidDataException">It is damaged.</exception>
    GitObjectType TypeOf(int index);

    /// <exception cref="InvalidDataException">It is damaged, or larger than what is read.</exception>
    GitObject Read(int index);
}
