// name: go-read-before-wait
// title: reads the profile before Wait has returned, while the fetches write it
// of: go_fetch_user_profile
// class: race
// killed-by: tsan:data-race
// flavours: go-race
// report: https://arxiv.org/abs/2204.00764

package main

import (
	"context"
	"fmt"

	"golang.org/x/sync/errgroup"
)

func fetchUserProfileReadEarly(ctx context.Context, id string, fetchUser, fetchOrders fetch) (*profile, error) {
	g, ctx := errgroup.WithContext(ctx)
	var got profile
	g.Go(func() (err error) {
		if got.user, err = fetchUser(ctx); err != nil {
			return fmt.Errorf("fetch user %s: %w", id, err)
		}
		return nil
	})
	g.Go(func() (err error) {
		if got.orders, err = fetchOrders(ctx); err != nil {
			return fmt.Errorf("fetch orders of user %s: %w", id, err)
		}
		return nil
	})
	result := got
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return &result, nil
}
