using System.Security.Cryptography;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Objects that were read last, as others are changes of them: up to 64 MiB, zeroed when they leave it.</summary>
internal sealed class GitCache : IDisposable
{
    private const long MostOctets = 64 << 20;

    private readonly Dictionary<long, LinkedListNode<(long At, GitObject Item)>> _known = [];
    private readonly LinkedList<(long At, GitObject Item)> _newestFirst = new();
    private long _octets;

    public bool TryGet(long at, out GitObject item)
    {
        if (!_known.TryGetValue(at, out var node))
        {
            item = default;
            return false;
        }

        item = node.Value.Item;
        _newestFirst.Remove(node);
        _newestFirst.AddFirst(node);
        return true;
    }

    /// <summary>What is put last stays until the next comes.</summary>
    public void Put(long at, GitObject item)
    {
        _known.Add(at, _newestFirst.AddFirst((at, item)));
        _octets += item.Content.Length;
        while (_octets > MostOctets && _known.Count > 1)
        {
            Drop(_newestFirst.Last!);
        }
    }

    public void Dispose()
    {
        while (_newestFirst.Last is { } node)
        {
            Drop(node);
        }
    }

    private void Drop(LinkedListNode<(long At, GitObject Item)> node)
    {
        _newestFirst.Remove(node);
        _known.Remove(node.Value.At);
        _octets -= node.Value.Item.Content.Length;

        // Trees may still be walked, and hold nothing but names.
        if (node.Value.Item.Type == GitObjectType.Blob)
        {
            CryptographicOperations.ZeroMemory(node.Value.Item.Content);
        }
    }
}
