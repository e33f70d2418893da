using Mim.Core.Issuing;

namespace Mim.Host.Tour.Steps;

/// <summary>A root and the intermediate that issues below it.</summary>
internal sealed class AuthorityStep : ITourStep
{
    public string Name => "Authority";

    public Task<IReadOnlyList<string>> RunAsync(TourWorld world, CancellationToken cancellationToken)
    {
        var book = world.Session.Authorities;
        world.Root = book.Create(new NewAuthority { Name = "tour-root", PathLength = 1, Owner = "tour" }, cancellationToken);
        world.Issuing = book.Create(new NewAuthority { Name = "tour-issuing", Parent = "tour-root", PathLength = 0, Owner = "tour" }, cancellationToken);
        var chain = book.ChainOf(world.IssuingId);
        StepFailedException.ThrowUnless(chain.Count == 2 && chain[1].AsSpan().SequenceEqual(world.RootCertificate), "the chain of 'tour-issuing' ends at 'tour-root'");
        return Task.FromResult<IReadOnlyList<string>>([$"'tour-root' signed 'tour-issuing' ({world.Issuing.KeyAlgorithm}, may sign no further authorities)."]);
    }
}
