namespace Mim.Core.Delivery;

/// <summary>For whoever has no place that it could lend.</summary>
public sealed class NoLoan : IAsyncDisposable
{
    private static readonly NoLoan _one = new();

    private NoLoan()
    {
    }

    public static IAsyncDisposable Lend() => _one;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
