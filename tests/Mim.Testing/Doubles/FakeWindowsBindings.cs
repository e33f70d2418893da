using Mim.Core;
using Mim.Core.Delivery;
using Mim.Core.Ports;

namespace Mim.Testing.Doubles;

/// <summary>What is bound to certificates on a <see cref="FakeWindows"/>.</summary>
public sealed class FakeWindowsBindings(FakeWindows windows) : IWindowsBindings
{
    public async Task<string?> ReadAsync(WindowsBinding binding, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return Known(windows.State, binding).Bindings.GetValueOrDefault($"{binding}");
    }

    public async Task BindAsync(WindowsBinding binding, string? thumbprint, string store, TimeSpan timeout, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        windows.Change(state =>
        {
            if (thumbprint is not null && !state.Certificates.Any(one =>
                one is { HasPrivateKey: true } && one.Store == store && FakeWindows.Thumbprint(one.Certificate) == thumbprint))
            {
                throw Failed(binding, $"there is no certificate {thumbprint} with a key in {store}");
            }

            var bindings = Known(state, binding).Bindings.Where(one => one.Key != $"{binding}").ToDictionary();
            if (thumbprint is not null)
            {
                bindings.Add($"{binding}", thumbprint);
            }

            return state with { Bindings = bindings };
        });
    }

    public Task<IReadOnlySet<string>> InUseAsync(TimeSpan timeout, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<string>>(windows.State.Bindings.Values.ToHashSet(StringComparer.Ordinal));

    private static FakeWindowsState Known(FakeWindowsState state, WindowsBinding binding) =>
        !state.IsOpen ? throw Failed(binding, "access is denied")
        : binding.Kind == TargetKind.Iis || FakeWindows.Fixed.Contains($"{binding}") ? state
        : throw Failed(binding, "there is no such listener");

    private static MimException Failed(WindowsBinding binding, string reason) => new(MimErrorCause.InstallFailed, $"{binding}: {reason}.", binding.Name);
}
