using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;
using Mim.Delivery.Commands;

namespace Mim.Delivery.Windows;

/// <summary>
/// What serves certificates on this machine's Windows, by the programs that Windows has for it. What they say is read by its form, as its
/// words are in the language of the system.
/// </summary>
/// <param name="runner">Runs them.</param>
/// <param name="programs">Finds them.</param>
public sealed class SystemWindowsBindings(ICommandRunner runner, Func<string, string> programs) : IWindowsBindings
{
    private static readonly BindingCommands[] _all = [new HttpSysCommands(), new RemoteDesktopCommands(), new WinRmCommands()];

    /// <summary>With the programs of the system's own folder.</summary>
    public SystemWindowsBindings(ICommandRunner runner)
        : this(runner, program => Path.Combine(Environment.SystemDirectory, program))
    {
    }

    public async Task<string?> ReadAsync(WindowsBinding binding, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var commands = Of(binding);
        var said = await RunAsync(commands.Read(binding.Name), binding, timeout, cancellationToken).ConfigureAwait(false);
        return BindingCommands.Thumbprints(commands.Found(said.Result, binding)).FirstOrDefault();
    }

    public async Task BindAsync(WindowsBinding binding, string? thumbprint, string store, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var commands = Of(binding);
        var (now, _) = await RunAsync(commands.Read(binding.Name), binding, timeout, cancellationToken).ConfigureAwait(false);
        var name = store[(store.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var (result, program) = await RunAsync(
            commands.Bind(binding.Name, thumbprint, name, commands.Found(now, binding)), binding, timeout, cancellationToken).ConfigureAwait(false);
        var bound = result.Succeeded ? await ReadAsync(binding, timeout, cancellationToken).ConfigureAwait(false) : null;
        if (!result.Succeeded || (thumbprint is not null && !thumbprint.Equals(bound, StringComparison.OrdinalIgnoreCase)))
        {
            throw new MimException(
                MimErrorCause.InstallFailed,
                $"{binding} is not bound to {thumbprint ?? "nothing"}: {Path.GetFileName(program)} said: {CommandOutput.Shown(result.Output, password: null)}",
                binding.Name);
        }
    }

    public async Task<IReadOnlySet<string>> InUseAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var commands in _all)
        {
            var (result, _) = await RunAsync(commands.ReadAll, new WindowsBinding(commands.Kind, "*"), timeout, cancellationToken).ConfigureAwait(false);
            used.UnionWith(BindingCommands.Thumbprints(result.Output));
        }

        return used;
    }

    private static BindingCommands Of(WindowsBinding binding) => Array.Find(_all, one => one.Kind == binding.Kind)
        ?? throw new MimException(MimErrorCause.Unsupported, $"{binding.Kind} is bound to nothing.", binding.Name);

    private async Task<(CommandResult Result, string Program)> RunAsync(
        WindowsCommand command, WindowsBinding binding, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var program = programs(command.Program);
        var request = new CommandRequest { Arguments = [program, .. command.Arguments], Environment = command.Variables, Timeout = timeout };
        var result = await runner.RunAsync(request, cancellationToken).ConfigureAwait(false);
        return result.ExitCode is not null
            ? (result, program)
            : throw new MimException(MimErrorCause.InstallFailed, $"{Path.GetFileName(program)} did not tell of {binding} in time.", binding.Name);
    }
}
