using Mim.Core;
using Mim.Core.Delivery;
using Mim.Delivery.Files;

namespace Mim.Delivery.Services;

/// <summary>
/// Puts the files of services in place and makes these load them, those of several targets of one service together; whatever fails, all is
/// as it was.
/// </summary>
internal sealed class ServiceLoader
{
    private readonly ServiceRecipe _recipe;
    private readonly FileDelivery _files;
    private readonly ServiceCommands _commands;
    private readonly ServiceGates _gates;
    private readonly ServiceRounds _rounds;

    public ServiceLoader(ServiceRecipe recipe, FileDelivery files, ServiceCommands commands, TimeProvider time)
    {
        (_recipe, _files, _commands, _gates) = (recipe, files, commands, new ServiceGates(time));
        _rounds = new ServiceRounds(_gates, time);
    }

    /// <summary>Puts a version in place and makes the service load it.</summary>
    /// <exception cref="MimException"><see cref="MimErrorCause.InstallFailed"/>, and all is as it was.</exception>
    public Task<InstallReceipt> LoadAsync(Installation installation, CancellationToken cancellationToken) =>
        _rounds.JoinAsync(new RoundMember(installation, cancellationToken), CommandsOf(installation.Target), LoadAsync);

    /// <summary>Puts the files back and makes the service load them. Says what went wrong with that.</summary>
    public async Task<string?> UnloadAsync(Target target, InstallReceipt receipt, CancellationToken cancellationToken)
    {
        using var turn = await _gates.EnterAsync(target, cancellationToken).ConfigureAwait(false);
        await _files.TakeBackAsync(target, receipt, cancellationToken).ConfigureAwait(false);
        return await LoadAgainAsync(target, cancellationToken).ConfigureAwait(false);
    }

    private static MimException Failed(Target target, string trouble) => new(MimErrorCause.InstallFailed, trouble, target.Address);

    /// <summary>
    /// What is run for a target. A command of the user's knows which target it is run for, and so is run for each.
    /// </summary>
    private string CommandsOf(Target target)
    {
        var settings = (ServiceTargetSettings)target.Settings;
        return settings is { ValidateCommand: null, ReloadCommand: null }
            ? string.Join('\0', [settings.Configuration ?? "", .. _recipe.Validate(settings) ?? [], "", .. _recipe.Reload(settings) ?? []])
            : $"{target.Id}";
    }

    private async Task LoadAsync(IReadOnlyList<RoundMember> round)
    {
        await Task.WhenAll(round.Select(PlaceAsync)).ConfigureAwait(false);
        List<RoundMember> placed = [.. round.Where(member => !member.Ended.IsCompleted)];
        if (placed.Count == 0)
        {
            return;
        }

        var one = placed[0].Installation.Target;
        using var wanted = new SharedCancellation(placed.Select(member => member.CancellationToken));
        if (await CheckAsync(one, wanted.Token).ConfigureAwait(false) is { } refused)
        {
            // The service has not seen the new files, and will not.
            await PutBackAsync(placed, wanted.Token).ConfigureAwait(false);
            await RefuseAsync(placed, refused).ConfigureAwait(false);
        }
        else if (await ReloadAsync(one, wanted.Token).ConfigureAwait(false) is { } trouble)
        {
            if (await PutBackAsync(placed, wanted.Token).ConfigureAwait(false))
            {
                await LoadAgainAsync(one, wanted.Token).ConfigureAwait(false);
            }

            placed.ForEach(member => member.Fail(Failed(member.Installation.Target, trouble)));
        }
        else
        {
            placed.ForEach(member => member.Succeed());
        }
    }

    /// <summary>Puts the files of one in place and reads them back; its trouble is none of the others'.</summary>
    private async Task PlaceAsync(RoundMember member)
    {
        var (installation, token) = (member.Installation, member.CancellationToken);
        try
        {
            // What is there already has nothing to go back to: the copies beside it are those of the version before.
            member.IsThere = (await _files.ProveAsync(installation, token).ConfigureAwait(false)).Holds;
            member.Receipt = await _files.InstallAsync(installation, token).ConfigureAwait(false);
            if (await _files.ProveAsync(installation, token).ConfigureAwait(false) is { Holds: false } broken)
            {
                await PutBackAsync([member], token).ConfigureAwait(false);
                member.Fail(Failed(installation.Target, broken.Reason!));
            }
        }
        catch (Exception exception)
        {
            member.Fail(exception);
        }
    }

    /// <summary>Of several, the one that is at fault is found by each on its own.</summary>
    private async Task RefuseAsync(List<RoundMember> placed, string trouble)
    {
        if (placed is [var only])
        {
            only.Fail(Failed(only.Installation.Target, trouble));
            return;
        }

        foreach (var member in placed)
        {
            await LoadAsync([member]).ConfigureAwait(false);
        }
    }

    /// <summary>Whether anything was put back.</summary>
    private async Task<bool> PutBackAsync(IEnumerable<RoundMember> members, CancellationToken cancellationToken)
    {
        var anything = false;
        foreach (var member in members.Where(member => !member.IsThere))
        {
            await _files.TakeBackAsync(member.Installation.Target, member.Receipt!, cancellationToken).ConfigureAwait(false);
            anything = true;
        }

        return anything;
    }

    // There are services that end when they are told to load a configuration that is broken: whoever broke it, that waits.
    private async Task<string?> LoadAgainAsync(Target target, CancellationToken cancellationToken) =>
        await CheckAsync(target, cancellationToken).ConfigureAwait(false)
        ?? await ReloadAsync(target, cancellationToken).ConfigureAwait(false);

    private Task<string?> CheckAsync(Target target, CancellationToken cancellationToken)
    {
        var settings = (ServiceTargetSettings)target.Settings;
        return _commands.TroubleAsync(
            "The configuration is not accepted",
            settings.ValidateCommand ?? _recipe.Validate(settings),
            target,
            password: null,
            cancellationToken);
    }

    private Task<string?> ReloadAsync(Target target, CancellationToken cancellationToken)
    {
        var settings = (ServiceTargetSettings)target.Settings;
        return _gates.ReloadAsync(
            target,
            _recipe.Pause,
            () => _commands.TroubleAsync(
                "The service is not reloaded",
                settings.ReloadCommand ?? _recipe.Reload(settings),
                target,
                password: null,
                cancellationToken),
            cancellationToken);
    }
}
