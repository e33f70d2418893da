namespace Mim.Core.Rotation;

/// <summary>How a rotation stands.</summary>
public enum RotationOutcome
{
    /// <summary>Under way, or its runner died: <c>Resume-MachineIdentityRotation</c> goes on with it.</summary>
    Running,

    /// <summary>The new version is active; the old one is kept until the overlap of its policy ends.</summary>
    Overlapping,

    Completed,

    /// <summary>It failed and the old version is installed, proved and active.</summary>
    RolledBack,

    /// <summary>It failed and could not be taken back; the reason says what is left to do.</summary>
    Failed,

    /// <summary>It was completed and then undone.</summary>
    Undone,

    /// <summary>Not started, for the reason given: claimed by another runner, backing off, not due.</summary>
    Skipped,

    /// <summary>The new version is prepared and waits, as the reason says; the next run after that time goes on with it.</summary>
    Waiting,

    /// <summary>It was not finished when its account was given up: nothing goes on with it.</summary>
    Abandoned,
}
