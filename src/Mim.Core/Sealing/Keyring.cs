using System.Buffers.Binary;
using Mim.Core.Ports;

namespace Mim.Core.Sealing;

/// <summary>
/// The store's keys, opened on first use by whichever recipient can and kept in memory until disposed. Thread-safe.
/// </summary>
public sealed class Keyring(Guid storeId, IKeyringReader reader, IReadOnlyList<IRecipientOpener> openers) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, KeyMaterial> _opened = [];
    private int _current;

    /// <summary>Generation that new values are sealed under.</summary>
    public int CurrentGeneration
    {
        get
        {
            lock (_gate)
            {
                return _current > 0 ? _current : _current = CurrentOf(reader.Load());
            }
        }
    }

    /// <summary>The store key of a generation, in the keyring's own buffer: not to be disposed by the caller.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.KeyringLocked"/> when no recipient can be opened, or that recipient's own trouble.
    /// </exception>
    public KeyMaterial Key(int generation)
    {
        lock (_gate)
        {
            if (!_opened.TryGetValue(generation, out var key))
            {
                _opened[generation] = key = Open(reader.Load(), generation);
            }

            return key;
        }
    }

    /// <summary>Forgets which generation is current, after the keyring was changed.</summary>
    public void Refresh()
    {
        lock (_gate)
        {
            _current = 0;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var key in _opened.Values)
            {
                key.Dispose();
            }

            _opened.Clear();
        }
    }

    internal static byte[] AssociatedData(Guid storeId, int generation, Guid recipientId)
    {
        var data = new byte[36];
        storeId.TryWriteBytes(data, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(16), generation);
        recipientId.TryWriteBytes(data.AsSpan(20), bigEndian: true, out _);
        return data;
    }

    internal static int CurrentOf(KeyringState state) =>
        state.Keys.Where(key => key.RetiredAt is null).Select(key => key.Generation).DefaultIfEmpty().Max();

    private KeyMaterial Open(KeyringState state, int generation)
    {
        MimException? trouble = null;
        foreach (var wrapped in state.Wrapped.Where(wrapped => wrapped.Generation == generation))
        {
            var recipient = state.Recipients.FirstOrDefault(recipient => recipient.Id == wrapped.RecipientId);
            if (recipient is null)
            {
                continue;
            }

            var associatedData = AssociatedData(storeId, generation, recipient.Id);
            foreach (var opener in openers)
            {
                try
                {
                    if (opener.Open(recipient, wrapped, associatedData) is { } key)
                    {
                        return key;
                    }
                }
                catch (MimException exception)
                {
                    trouble ??= exception;
                }
            }
        }

        throw trouble ?? new MimException(
            MimErrorCause.KeyringLocked,
            $"None of the store's recipients can be opened here: {string.Join(", ", state.Recipients.Select(r => $"{r.Label} ({r.Kind})"))}.");
    }
}
