using System.Collections.Concurrent;
using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Sealing;

namespace Mim.Delivery.Ssh;

/// <summary>A file with a key on each line that others change too.</summary>
/// <param name="tools">Of its machine.</param>
internal sealed class KeyLineFile(HostTools tools)
{
    /// <summary>As often as others may be quicker.</summary>
    private const int MostAttempts = 10;

    /// <summary>Folders with keys are their owner's only (sshd(8), FILES).</summary>
    private const string MakeFolder = """[ -d "$1" ] || { mkdir -m 700 -- "$1" && { [ -z "$2" ] || chown -- "$2:" "$1"; }; }""";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    // Several keys may go to one file at the same time: they need not take each other for somebody else.
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _turns = new(StringComparer.Ordinal);

    public delegate byte[] Edit(ReadOnlySpan<byte> content);

    /// <summary>Changes it. Where somebody else was quicker, what they made of it is changed.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="owner">Who owns it, and the folder around it, when they are made; null for whoever makes them.</param>
    /// <param name="mode">Its permissions when it is made.</param>
    /// <param name="edit">Gives the content as it is to be. Nothing left is no file.</param>
    /// <param name="cancellationToken">Ends it before the change, or not at all.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>; then it is as it was.</exception>
    public async Task EditAsync(string path, string? owner, int mode, Edit edit, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(path, _ => new SemaphoreSlim(1));
        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await EditInTurnAsync(path, owner, mode, edit, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>The file, which the caller disposes; null when there is none.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>.</exception>
    public async Task<HostFile?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await tools.Files.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (MimException exception) when (exception.Cause != MimErrorCause.InstallFailed)
        {
            throw new MimException(MimErrorCause.InstallFailed, exception.Message, path, exception);
        }
    }

    private static ReadOnlySpan<byte> ContentOf(HostFile? file) => file is null ? [] : file.Content.Span;

    private async Task EditInTurnAsync(string path, string? owner, int mode, Edit edit, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var before = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
            var changed = edit(ContentOf(before));
            if (changed.AsSpan().SequenceEqual(ContentOf(before)))
            {
                return;
            }

            if (before is null)
            {
                await MakeFolderAsync(path, owner, cancellationToken).ConfigureAwait(false);
            }

            using var after = changed.Length == 0 ? null : new HostFile(KeyMaterial.CopyOf(changed))
            {
                Owner = before?.Owner ?? owner, Group = before?.Group, Mode = before?.Mode ?? mode,
            };
            try
            {
                await tools.Files.ReplaceAsync(path, before, after, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (MimException exception) when (exception.Cause == MimErrorCause.InstallFailed && attempt < MostAttempts)
            {
                if (!await HasChangedAsync(path, before, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }
    }

    private async Task<bool> HasChangedAsync(string path, HostFile? before, CancellationToken cancellationToken)
    {
        using var now = await ReadAsync(path, cancellationToken).ConfigureAwait(false);
        return now is null != before is null || !ContentOf(now).SequenceEqual(ContentOf(before));
    }

    private async Task MakeFolderAsync(string path, string? owner, CancellationToken cancellationToken)
    {
        var request = new CommandRequest
        {
            Arguments = ["sh", "-c", MakeFolder, "sh", path[..Math.Max(1, path.LastIndexOf('/'))], owner ?? string.Empty],
            IsBrief = true,
            Timeout = _patience,
        };
        var result = await tools.Commands.RunAsync(request, cancellationToken).ConfigureAwait(false);
        if (!result.Succeeded)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"The folder of {path} cannot be made: {result.Output.Trim()}", path);
        }
    }
}
