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

    /// <summary>
    /// The generation that new values are sealed under, and its key in the keyring's own buffer. Another session may have
    /// moved on since: what is sealed is wrapped again when it is written.
    /// </summary>
    /// <exception cref="MimException">As <see cref="Key"/>.</exception>
    public (int Generation, KeyMaterial Key) Current()
    {
        lock (_gate)
        {
            if (_current == 0)
            {
                // One reading of the keyring: between two, the generation could be destroyed.
                var state = reader.Load();
                var generation = CurrentOf(state);
                if (generation == 0)
                {
                    throw new MimException(MimErrorCause.StoreDamaged, "The store has no key: it was damaged or never initialized.");
                }

                Opened(generation, () => state);
                _current = generation;
            }

            return (_current, _opened[_current]);
        }
    }

    /// <summary>The store key of a generation, in the keyring's own buffer: not to be disposed by the caller.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.KeyringLocked"/> when no recipient can be opened, or that recipient's own trouble;
    /// <see cref="MimErrorCause.SealBroken"/> when the store has no such generation.
    /// </exception>
    public KeyMaterial Key(int generation)
    {
        lock (_gate)
        {
            return Opened(generation, reader.Load);
        }
    }

    /// <summary>Takes <paramref name="generation"/> for the current one from now on: the store has moved to it.</summary>
    /// <exception cref="MimException">As <see cref="Key"/>; then nothing has changed.</exception>
    public void MoveTo(int generation)
    {
        lock (_gate)
        {
            Opened(generation, reader.Load);
            _current = Math.Max(_current, generation);
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

    private KeyMaterial Opened(int generation, Func<KeyringState> load)
    {
        if (!_opened.TryGetValue(generation, out var key))
        {
            _opened[generation] = key = Open(load(), generation);
        }

        return key;
    }

    private KeyMaterial Open(KeyringState state, int generation)
    {
        if (state.Keys.All(key => key.Generation != generation))
        {
            throw new MimException(
                MimErrorCause.SealBroken, $"The store has no key of generation {generation}: it was destroyed, or what names it was changed.");
        }

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
                    // A passphrase that was typed wrong says more than a key file that lies elsewhere.
                    trouble = trouble is null or { Cause: MimErrorCause.KeyFileMissing } ? exception : trouble;
                }
            }
        }

        throw trouble ?? new MimException(
            MimErrorCause.KeyringLocked,
            $"None of the store's recipients can be opened here: {string.Join(", ", state.Recipients.Select(r => $"{r.Label} ({r.Kind})"))}.");
    }
}
